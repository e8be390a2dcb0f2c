from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "telusur.kernel.calendar"
    verbose_name = "Kalender kerja"
