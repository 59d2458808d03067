"""Which front-end files a deployment collects."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class NeededFiles(StaticFilesConfig):
    """Leaves out the builds of the packages that no page asks for: compressing them all takes minutes."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "echarts.js*",
        "echarts.common*",
        "echarts.esm*",
        "echarts.simple*",
        "extension",
        "bootstrap-grid*",
        "bootstrap-reboot*",
        "bootstrap-utilities*",
        "bootstrap.esm*",
        "*.rtl.*",
        "redoc",
    ]
