package yearreport

import "github.com/jinlin-project/jinlin/governance"

func section(id, source, zh, en string, rows ...Row) Section {
	return Section{ID: id, Source: source, Label: governance.Text{Zh: zh, En: en}, Rows: rows}
}

// leadingRows are of what leads and drives (4, G1 to G4).
func leadingRows() []Section {
	results, findings := within("conference", "results"), within("supervision", "findings")
	tasks, chart := figures("task"), Ask{"task", "chart", map[string]string{"unit": "{unit}", "on": "{last}"}}
	solved := within("contact-problem", "solved")
	return []Section{
		section("g1", "4 G1", "联席会议", "Joint conferences",
			count("g1.meetings", "召开联席会议", "conferences held", occasions, results, "/meetings").atLeast("60 余场", "60"),
			count("g1.problems", "提出问题", "problems raised", pieces, results, "/problems"),
			count("g1.solved", "解决问题", "problems solved", pieces, results, "/solved").atLeast("400 余个", "400"),
			rate("g1.solved.rate", "问题解决率", "of those raised, solved", results, "/solved", "/problems"),
			rate("g1.fulfilled", "决定落实率", "decisions carried out", results, "/fulfilled", "/decisions"),
			ratio("g1.attendance", "出席率", "attendance", results, "/attendance")),
		section("g2", "4 G2", "责任链", "The chain of responsibility",
			count("g2.documents", "施行中的指导文件", "guiding documents in force", texts, byEnd("document"), "/byPhase/in-force").on(Now),
			count("g2.trial", "试行中的指导文件", "guiding documents on trial", texts, byEnd("document"), "/byPhase/on-trial").on(Now),
			count("g2.plans", "一镇街一案、攻坚月", "towns' plans and campaign months", pieces, figures("plan"), "/opened"),
			count("g2.rounds", "督导轮次", "rounds of supervision", times, findings, "/rounds"),
			count("g2.found", "督导发现问题", "problems they found", pieces, findings, "/found"),
			ratio("g2.rectified", "问题整改率", "of these, set right", findings, "/rectified")),
		section("g3", "4 G3", "挂图作战", "The wall chart",
			count("g3.tasks", "下达任务", "tasks given", pieces, tasks, "/opened"),
			count("g3.done", "已完成", "done", pieces, chart, "/total/done").on(Now), count("g3.on-track", "正常推进", "on track", pieces, chart, "/total/onTrack").on(Now),
			count("g3.at-risk", "临期预警", "at risk", pieces, chart, "/total/atRisk").on(Now), count("g3.overdue", "逾期", "overdue", pieces, chart, "/total/overdue").on(Now),
			ratio("g3.on-time", "任务按时了结", "tasks ended in time", tasks, "/onTime")),
		section("g4", "4 G4", "挂钩联系", "Contact leaders",
			count("g4.ties", "挂钩联系点", "places that a leader is tied to", pieces, byEnd("contact"), "/byPhase/current").on(Now),
			count("g4.visits", "领导走访", "visits of leaders", times, figures("contact-visit"), "/byPhase/made"),
			count("g4.raised", "点题", "problems raised", pieces, solved, "/raised"),
			ratio("g4.solved", "解题率", "of these, solved", solved, "/solved")),
	}
}

// joiningRows are of who joins in (4, G5 to G7).
func joiningRows() []Section {
	rates, members, six := within("reportin", "rates"), within("alliance", "summary"), within("alliance-item", "six")
	needs, service := figures("need"), within("help", "service")
	held := func(kind, zh, en string) Row {
		return count("g6."+kind, zh, en, times, six, "/"+kind+"/held")
	}
	return []Section{
		section("g5", "4 G5", "双报到双融入", "Double report-in",
			ratio("g5.organisations", "单位党组织报到率", "organisations that reported in", rates, "/organisations").on(AtEnd),
			ratio("g5.members", "在职党员报到率", "members who reported in", rates, "/members").on(AtEnd).exactly("99.13%", "99.13"),
			count("g5.participations", "参与服务", "participations", turns, rates, "/participations").exactly("3,928 人次", "3928"),
			count("g5.participants", "参与党员", "members who took part", people, rates, "/participants"),
			count("g5.minutes", "服务时长", "time given", minutes, rates, "/minutes")),
		section("g6", "4 G6", "区域性党建联盟", "Regional alliances",
			count("g6.alliances", "党建联盟", "alliances", pieces, members, "/alliances").on(AtEnd).exactly("5 个", "5"),
			count("g6.members", "联盟成员单位", "members", pieces, members, "/members").on(AtEnd),
			held("branches", "支部联建", "branches built together"), held("affairs", "事务联议", "affairs discussed together"),
			held("resources", "资源联享", "resources shared"), held("services", "服务联抓", "services run together"),
			held("activities", "活动联办", "activities held together"), held("safety", "治安联防", "safety kept together")),
		section("g7", "4 G7", "邻里搭把手", "Neighbours' help",
			count("g7.needs", "点单", "needs posted", cases, needs, "/opened"), count("g7.done", "办结", "needs met", cases, needs, "/byPhase/done"),
			count("g7.converted", "转为居事", "turned into matters", cases, needs, "/byPhase/converted"),
			count("g7.services", "搭把手服务", "services", turns, service, "/services"), count("g7.helpers", "参与人数", "helpers", people, service, "/helpers"),
			ratio("g7.satisfied", "满意率", "content", service, "/satisfied")),
	}
}

// residentRows are of what residents decide, say and do (4, G8 to G12).
func residentRows() []Section {
	decisions, handled, given := within("proposal", "decisions"), within("voice", "handled"), within("service", "given")
	partners, activities := within("partnership", "summary"), within("activity", "participation")
	return []Section{
		section("g8", "4 G8", "居民自治", "Self-governance",
			count("g8.groups", "自治小组、帮帮团、议事会", "residents' groups", pieces, byEnd("residents-group"), "/byPhase/active").on(Now),
			count("g8.voted", "表决事项", "proposals voted on", cases, decisions, "/voted"), ratio("g8.passed", "通过率", "passed", decisions, "/passed"),
			ratio("g8.turnout", "参与率", "turnout", decisions, "/turnout"),
			count("g8.covenants", "施行中的邻里公约", "covenants in force", texts, byEnd("covenant"), "/byPhase/in-force").on(Now),
			count("g8.hearings", "听评会", "hearings held", occasions, figures("hearing"), "/byPhase/closed")),
		section("g9", "4 G9", "留言、书记信箱", "Voices",
			count("g9.voices", "留言、来信", "voices", pieces, figures("voice"), "/opened"), ratio("g9.handled", "答复、转办率", "answered or turned into matters", handled, "/handled"),
			ratio("g9.in-time", "其中按时", "of these in time", handled, "/inTime")),
		section("g10", "4 G10", "服务队、岗位、项目", "Teams and volunteers",
			count("g10.teams", "服务队", "teams", pieces, byEnd("team"), "/byPhase/active").on(Now).exactly("13 支", "13"),
			count("g10.talents", "在册能人专家", "talents on the register", people, ofUnit("talent", "roll"), "/registered").on(Now),
			count("g10.services", "志愿服务", "volunteer services", times, given, "/services").exactly("172 次", "172"),
			count("g10.volunteers", "志愿者", "volunteers", people, given, "/volunteers"), count("g10.minutes", "志愿服务时长", "time given", minutes, given, "/minutes")),
		section("g11", "4 G11", "老干部工作室、社企共建", "Studios and partnerships",
			count("g11.studios", "老干部工作室", "retired cadres' studios", pieces, partners, "/studios").on(AtEnd).exactly("7 个", "7"),
			count("g11.events", "“红色领航 银发助邻”活动", "events of the series", occasions, partners, "/events/silver-help").exactly("6 场", "6"),
			count("g11.partnerships", "共建协议", "partnerships in force", pieces, partners, "/partnerships").on(AtEnd)),
		section("g12", "4 G12", "活动", "Activities",
			count("g12.activities", "举办活动", "activities held", occasions, activities, "/activities"),
			count("g12.public-benefit", "公益活动", "of these, for the public benefit", occasions, activities, "/publicBenefit").atLeast("300 余场", "300"),
			count("g12.participations", "参与人次", "participations", turns, activities, "/participations"), ratio("g12.came", "报名到场率", "of those signed up, who came", activities, "/signedUp"),
			count("g12.fixed-days", "固定活动日", "fixed days", pieces, byEnd("fixed-day"), "/byPhase/permanent").on(Now)),
	}
}

// supportRows are of what all this stands on (4, G13 to G17).
func supportRows() []Section {
	success, circle, upgrades := within("mediation", "success"), ofUnit("venue", "circle"), ofUnit("upgrade", "money")
	mediations := figures("mediation")
	money := func(question string) Ask { return ofUnit("budget", question).with("year", "{year}") }
	average := money("average").with("level", "district")
	months := func(kind, question string) Ask {
		return Ask{kind, question, map[string]string{"unit": "{unit}", "from": "{from}", "to": "{last}"}}
	}
	appropriated := func(id, zh, en, purpose string) Row {
		return count("g15."+id, zh, en, yuan, money("totals").with("purpose", purpose), "/appropriated").on(OfYear)
	}
	g13 := section("g13", "4 G13", "人民调解", "Mediation",
		count("g13.mediated", "调处纠纷", "disputes mediated to the end", cases, success, "/den").exactly("2,844 件", "2844"),
		count("g13.agreed", "达成协议", "agreed", cases, success, "/num").exactly("2,817 件", "2817"),
		rate("g13.success", "调解成功率", "success rate", success, "/num", "/den").about("99%", "99"),
		ratio("g13.on-time", "按时调结", "ended in time", mediations, "/onTime"))
	g13.Runs = []Run{{ID: "g13.months", Label: governance.Text{Zh: "受理纠纷", En: "disputes taken on"}, Measure: cases, By: ByMonth, Ask: mediations, Picks: []Pick{{At: "/opened"}}}}
	return []Section{
		g13,
		section("g14", "4 G14", "活动场所", "Venues",
			count("g14.venues", "在用场所", "venues in use", pieces, circle, "/venues").on(Now),
			count("g14.upgraded", "提升改造的场所", "venues upgraded", pieces, circle, "/upgraded").on(Now).exactly("全部 34 个", "34"),
			rate("g14.full", "六有齐全的", "those that have all six", circle, "/full", "/venues").on(Now),
			count("g14.spaces", "拓展的活动空间", "spaces won", pieces, circle, "/spaces").on(Now).atLeast("30 余处", "30"),
			count("g14.services", "服务项目", "services offered", pieces, circle, "/services").on(Now),
			count("g14.projects", "改造项目", "upgrades approved", pieces, upgrades, "/projects").on(Now),
			count("g14.spent", "改造投入", "spent on upgrades", yuan, upgrades, "/spent").on(Now).about("近 800 万元", "8000000"),
			count("g14.bookings", "预约使用", "bookings used", times, figures("booking"), "/byPhase/used")),
		section("g15", "4 G15", "经费", "Money",
			count("g15.average", "社区年均经费（区级）", "money a community from the district", yuan, average, "/average").of("/communities").on(OfYear).atLeast("30 万元以上", "300000"),
			count("g15.average.running", "其中运转经费", "of this, running costs", yuan, average.with("purpose", "running"), "/average").of("/communities").on(OfYear),
			appropriated("facilities", "专项资金（服务设施和信息化建设）", "special funds: facilities and informatisation", "facilities").about("约 1,000 万元（2021 年）", "10000000"),
			appropriated("serving", "服务群众专项经费", "serving residents", "serving"),
			appropriated("running", "运转经费", "running costs", "running"), appropriated("party", "党建工作经费", "Party-building work", "party"),
			count("g15.appropriated", "净拨付合计", "appropriated in all, net", yuan, money("totals"), "/appropriated").on(OfYear),
			count("g15.spent", "支出合计", "spent in all", yuan, money("totals"), "/spent").on(OfYear)),
		section("g16", "4 G16", "待遇", "Pay",
			count("g16.main", "社区主干月人均待遇", "main posts, average a month", yuan, months("payment", "averages"), "/class=main/average").of("/class=main/heads").atLeast("不低于 4,500 元（2020 年）", "4500"),
			count("g16.other", "其他两委月人均待遇", "other two-committee posts, average a month", yuan, months("payment", "averages"), "/class=other/average").of("/class=other/heads").atLeast("不低于 3,200 元（2020 年）", "3200"),
			count("g16.raise", "月人均增资", "raise of the average a month", yuan, months("cadre", "raise"), "/raise").of("/heads").on(AtEnd).atLeast("1,000 元以上（2020 年）", "1000"),
			rate("g16.insured", "参加养老保险", "with pension insurance", ofUnit("cadre", "insured"), "/num", "/den").on(Now)),
		section("g17", "4 G17", "账号", "Accounts",
			rate("g17.share", "党组织账号覆盖率", "organisations with an account in use", ofUnit("account", "share"), "/num", "/den").on(Now)),
	}
}

// Sections are the report as it ships: every field of work, in the order of the
// domain.
func Sections() []Section {
	out := []Section{organisationRows(), matterRows(), scoringRows()}
	for _, more := range [][]Section{leadingRows(), joiningRows(), residentRows(), supportRows()} {
		out = append(out, more...)
	}
	return out
}
