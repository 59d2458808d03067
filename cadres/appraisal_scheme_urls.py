"""Addresses of appraisal schemes and their parts, below ``cadres/``."""

from django.urls import path

from cadres.views import appraisal_parts as parts
from cadres.views import appraisal_schemes as schemes

SCHEMES = [
    path("appraisal-schemes/", schemes.SchemeListView.as_view(), name="appraisal-scheme-list"),
    path("appraisal-schemes/new/", schemes.SchemeCreateView.as_view(), name="appraisal-scheme-create"),
    path("appraisal-schemes/<int:pk>/", schemes.SchemeDetailView.as_view(), name="appraisal-scheme-detail"),
    path("appraisal-schemes/<int:pk>/edit/", schemes.SchemeUpdateView.as_view(), name="appraisal-scheme-update"),
    path("appraisal-schemes/<int:pk>/copy/", schemes.SchemeCopyView.as_view(), name="appraisal-scheme-copy"),
    path("appraisal-schemes/<int:pk>/issue/", schemes.SchemeIssueView.as_view(), name="appraisal-scheme-issue"),
    path(
        "appraisal-schemes/<int:pk>/withdraw/", schemes.SchemeWithdrawView.as_view(), name="appraisal-scheme-withdraw"
    ),
    path("appraisal-schemes/<int:pk>/remove/", schemes.SchemeRemoveView.as_view(), name="appraisal-scheme-remove"),
]
PARTS = {
    "panel": (parts.PanelCreateView, parts.PanelUpdateView, parts.PanelRemoveView),
    "item": (parts.ItemCreateView, parts.ItemUpdateView, parts.ItemRemoveView),
    "group": (parts.GroupCreateView, parts.GroupUpdateView, parts.GroupRemoveView),
    "method": (parts.MethodCreateView, parts.MethodUpdateView, parts.MethodRemoveView),
    "grade": (parts.GradeCreateView, parts.GradeUpdateView, parts.GradeRemoveView),
}
for noun, (create, update, remove) in PARTS.items():
    SCHEMES += [
        path(f"appraisal-{noun}s/new/", create.as_view(), name=f"appraisal-{noun}-create"),
        path(f"appraisal-{noun}s/<int:pk>/edit/", update.as_view(), name=f"appraisal-{noun}-update"),
        path(f"appraisal-{noun}s/<int:pk>/remove/", remove.as_view(), name=f"appraisal-{noun}-remove"),
    ]
