from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "telusur.kernel.forms"
    verbose_name = "Formulir"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.kernel.forms.access import reader_of_a_form

        register_access(reader_of_a_form)
