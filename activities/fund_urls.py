"""Addresses of funds, gifts, grants, aid cases and bank lines; the offices' pages."""

from django.urls import path

from activities.enums import GrantAction
from activities.views import aid_cases, bank_lines, donations, funds, grants

FUNDS = [
    path("funds/", funds.FundListView.as_view(), name="fund-list"),
    path("funds/new/", funds.FundCreateView.as_view(), name="fund-create"),
    path("funds/<int:pk>/", funds.FundDetailView.as_view(), name="fund-detail"),
    path("funds/<int:pk>/edit/", funds.FundUpdateView.as_view(), name="fund-update"),
    path("funds/<int:pk>/close/", funds.FundCloseView.as_view(), name="fund-close"),
    path("funds/<int:pk>/reopen/", funds.FundReopenView.as_view(), name="fund-reopen"),
    path("funds/<int:pk>/disclosure/", funds.FundDisclosureView.as_view(), name="fund-disclosure"),
    path("donations/", donations.DonationListView.as_view(), name="donation-list"),
    path("donations/new/", donations.DonationCreateView.as_view(), name="donation-create"),
    path("donations/<int:pk>/", donations.DonationDetailView.as_view(), name="donation-detail"),
    path("donations/<int:pk>/edit/", donations.DonationUpdateView.as_view(), name="donation-change"),
    path("donations/<int:pk>/remove/", donations.DonationRemoveView.as_view(), name="donation-remove"),
    path("donations/<int:pk>/reveal/", donations.DonationRevealView.as_view(), name="donation-reveal"),
    path("grants/", grants.GrantListView.as_view(), name="grant-list"),
    path("grants/new/", grants.GrantCreateView.as_view(), name="grant-create"),
    path("grants/<int:pk>/", grants.GrantDetailView.as_view(), name="grant-detail"),
    path("grants/<int:pk>/edit/", grants.GrantUpdateView.as_view(), name="grant-update"),
    path("grants/<int:pk>/recipients/", grants.GrantNameView.as_view(), name="grant-name"),
    path("grants/<int:pk>/reveal/", grants.GrantRevealView.as_view(), name="grant-reveal"),
    *(
        path(f"grants/<int:pk>/{action}/", grants.GrantStepView.as_view(action=action), name=f"grant-{action}")
        for action in GrantAction
    ),
    path("recipients/<int:pk>/remove/", grants.RecipientRemoveView.as_view(), name="recipient-remove"),
    path("aid-cases/", aid_cases.AidCaseListView.as_view(), name="aid-case-list"),
    path("aid-cases/new/", aid_cases.AidCaseCreateView.as_view(), name="aid-case-create"),
    path("aid-cases/<int:pk>/", aid_cases.AidCaseDetailView.as_view(), name="aid-case-detail"),
    path("aid-cases/<int:pk>/edit/", aid_cases.AidCaseUpdateView.as_view(), name="aid-case-change"),
    path("aid-cases/<int:pk>/remove/", aid_cases.AidCaseRemoveView.as_view(), name="aid-case-remove"),
    path("bank-lines/", bank_lines.BankLineListView.as_view(), name="bank-line-list"),
    path("bank-lines/proposals/", bank_lines.BankLineAcceptView.as_view(), name="bank-line-accept"),
    path("bank-lines/<int:pk>/", bank_lines.BankLineDetailView.as_view(), name="bank-line-detail"),
    path("bank-lines/<int:pk>/match/", bank_lines.BankLineMatchView.as_view(), name="bank-line-match"),
    path("bank-lines/<int:pk>/unmatch/", bank_lines.BankLineUnmatchView.as_view(), name="bank-line-unmatch"),
]
