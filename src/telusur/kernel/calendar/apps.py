from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "telusur.kernel.calendar"
