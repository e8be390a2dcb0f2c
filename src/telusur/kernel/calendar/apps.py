from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "telusur.kernel.calendar"
    verbose_name = "Kalender kerja"

    def ready(self) -> None:
        from telusur.kernel.calendar import commands  # noqa: F401  (registers the acts)
