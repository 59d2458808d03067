"""The pages of homes' yearly checks."""

from league.core.dates import today
from league.core.tables import Column
from league.core.views import ScopedDetailView, ScopedUpdateView, Tab
from league.core.views.photos import TakesPhotos
from organizations.forms.homes import HomeCheckForm
from organizations.models import HomeCheck
from organizations.views.home_photos import with_repeats
from organizations.views.homes import HomeTurn


class HomeCheckDetailView(ScopedDetailView):
    model = HomeCheck
    permission = "organizations.view_home"
    template_name = "organizations/homes/check_detail.html"
    select_related = ("home__responsible",)
    facts = (
        Column("home", "青年阵地", link=True),
        Column("checked_on", "检查日期", kind="date"),
        Column("checker", "检查人"),
        Column("passed", "合格", kind="bool"),
        Column("remark", "总的情况"),
    )
    tabs = (Tab("items", "各项结果", "organizations/homes/tab_items.html"),)

    def get_crumbs(self):
        """The home above."""
        return [(str(self.object.home), self.object.home.get_absolute_url())]

    def tab_items(self):
        """Every item."""
        return {"items": list(self.object.items.all())}

    def get_context(self):
        """What was photographed at it."""
        photos = with_repeats(self.object.photos.order_by("pk"), self.request.user)
        return super().get_context() | {"photos": photos}


class HomeCheckView(TakesPhotos, HomeTurn, ScopedUpdateView):
    form_class, permission = HomeCheckForm, "organizations.check_home"
    template_name = "organizations/homes/check.html"
    submit_label = "提交检查结果"
    done = "已登记：{object}。"

    def get_title(self):
        """The object in the heading."""
        return f"年度检查：{self.object}"

    def get_initial(self):
        """Today, by whoever is logged in."""
        return {"checked_on": today(), "checker": self.request.user.name} | super().get_initial()
