"""The entries of people and posts in the side-bar."""

from league.core.menu import Item, register

register(
    "队伍",
    [
        Item("人员", "cadres:person-list", "person-vcard", "cadres.view_person"),
        Item("任职", "cadres:post-list", "person-workspace", "cadres.view_post"),
        Item("书记空缺", "cadres:vacancy-list", "person-dash", "cadres.view_vacancy"),
        Item("当选待对应", "cadres:seat-list", "person-gear", "cadres.view_post"),
        Item("力量构成", "cadres:staff-board-index", "people", "cadres.view_staff_board"),
        Item("编制", "cadres:establishment-list", "card-checklist", "cadres.view_establishment"),
        Item("干部协管", "cadres:consultation-list", "chat-square-text", "cadres.view_consultation"),
        Item("推优入党", "cadres:recommendation-list", "award", "cadres.view_recommendation"),
        Item("教育培训", "cadres:training-course-list", "book", "cadres.view_training_course"),
        Item("考核方案", "cadres:appraisal-scheme-list", "clipboard-data", "cadres.view_appraisal_scheme"),
        Item("考核轮次", "cadres:appraisal-round-list", "calendar2-check", "cadres.view_appraisal_round"),
        Item("考核表", "cadres:appraisal-sheet-list", "card-list", "cadres.view_appraisal_sheet"),
        Item("考核台账", "cadres:appraisal-ledger-list", "journal-check", "cadres.view_appraisal_result"),
        Item("招募", "cadres:drive-list", "megaphone", "cadres.view_recruitment_drive"),
        Item("招募岗位", "cadres:opening-list", "briefcase", "cadres.view_opening"),
        Item("招募报名", "cadres:application-list", "inbox", "cadres.view_application"),
        Item("录用上岗", "cadres:placement-list", "person-check", "cadres.view_placement"),
    ],
)
