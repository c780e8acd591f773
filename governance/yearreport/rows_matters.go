package yearreport

import "github.com/jinlin-project/jinlin/governance"

// organisationRows are of who is there (1).
func organisationRows() Section {
	ask := Ask{"organisation", "staffing", map[string]string{"unit": "{unit}", "on": "{last}"}}
	unit := func(id, zh, en, kind string) Row {
		return count("org."+id, zh, en, pieces, ask, "/units/"+kind).on(AtEnd)
	}
	post := func(id, zh, en, at string) Row { return count("org."+id, zh, en, people, ask, at).on(AtEnd) }
	return Section{ID: "org", Source: "1", Label: governance.Text{Zh: "组织与队伍", En: "Organisation and staff"}, Rows: []Row{
		unit("towns", "镇街", "towns", "town"), unit("communities", "社区", "communities", "community"),
		unit("compounds", "小区", "compounds", "compound"), unit("buildings", "楼栋", "buildings", "building"),
		count("org.branches", "小区党组织", "compound Party organisations", pieces, ask, "/compoundBranches").on(AtEnd).exactly("69 个", "69"),
		rate("org.covered", "党组织覆盖小区", "compounds covered by a Party organisation", ask, "/compoundsCovered/num", "/compoundsCovered/of").on(AtEnd).exactly("全覆盖", "100"),
		count("org.covered.compounds", "党组织覆盖的小区", "compounds so covered", pieces, ask, "/compoundsCovered/num").on(AtEnd).exactly("153 个", "153"),
		rate("org.enlarged", "有兼职委员的镇街、社区党组织", "committees on which part-time members sit", ask, "/committeesEnlarged/num", "/committeesEnlarged/of").on(AtEnd),
		unit("grids", "网格", "grids", "grid").exactly("727 个", "727"),
		post("grid-staff", "网格“两长两员”", "the grids' two heads and two officers", "/gridStaff").exactly("807 人", "807"),
		rate("org.grids.staffed", "配有“两长两员”的网格", "grids with any of them", ask, "/gridsStaffed/num", "/gridsStaffed/of").on(AtEnd),
		post("instructors.on-the-job", "在职党员任党建指导员", "instructors: on-the-job members", "/sources/party-building-instructor/on-the-job").exactly("35 人", "35"),
		post("instructors.registered", "在册党员任党建指导员", "instructors: registered members", "/sources/party-building-instructor/registered").exactly("22 人", "22"),
		post("instructors.retired", "离退休党员任党建指导员", "instructors: retired members", "/sources/party-building-instructor/retired").exactly("25 人", "25"),
		post("mediators", "人民调解员", "mediators", "/posts/mediator").exactly("308 人", "308"),
		post("workers", "社区工作者", "community workers", "/posts/community-worker"),
		post("part-time-members", "兼职委员", "part-time members", "/posts/part-time-member"),
	}}
}

// lists are the three lists, as values of a point.
func lists(before string) []Pick {
	return []Pick{
		{governance.Text{Zh: "即办清单", En: "immediate"}, before + "/immediate"}, {governance.Text{Zh: "阶段性事项清单", En: "phased"}, before + "/phased"},
		{governance.Text{Zh: "谅解清单", En: "understanding"}, before + "/understanding"},
	}
}

// steps are the steps of ratings, as values of a point.
func steps() []Pick {
	return []Pick{
		{governance.Text{Zh: "非常满意", En: "very satisfied"}, "/steps/verySatisfied"}, {governance.Text{Zh: "满意", En: "satisfied"}, "/steps/satisfied"},
		{governance.Text{Zh: "基本满意", En: "basically satisfied"}, "/steps/basicallySatisfied"}, {governance.Text{Zh: "不满意", En: "dissatisfied"}, "/steps/dissatisfied"},
		{governance.Text{Zh: "非常不满意", En: "very dissatisfied"}, "/steps/veryDissatisfied"}, {governance.Text{Zh: "未评价", En: "not given"}, "/steps/notGiven"},
	}
}

// matterRows are of residents' matters and inquiries (2).
func matterRows() Section {
	all, loop, inquiries := figures("case"), within("case", "loop"), figures("inquiry")
	n := func(id, zh, en, at string) Row { return count("case."+id, zh, en, cases, loop, at) }
	f := func(id, zh, en, at string) Row { return count("case."+id, zh, en, cases, all, at) }
	opened := []Pick{{At: "/opened"}}
	return Section{ID: "case", Source: "2", Label: governance.Text{Zh: "居事办理", En: "Residents' matters"}, Rows: []Row{
		count("inquiry.answered", "答复咨询", "inquiries answered", cases, inquiries, "/byPhase/answered").exactly("15,101 件", "15101"),
		ratio("inquiry.on-time", "咨询按时答复", "inquiries answered in time", inquiries, "/onTime"),
		f("opened", "受理居事", "matters received", "/opened"),
		f("handled", "办结居事", "matters handled", "/closed").exactly("27,543 件", "27543"),
		f("open", "在办居事", "matters in hand", "/open"),
		ratio("case.on-time", "按时办结", "handled in time", all, "/onTime"),
		f("solved", "解决", "solved", "/byOutcome/solved"), f("partly", "部分解决", "partly solved", "/byOutcome/partly"),
		f("unsolved", "未解决", "not solved", "/byOutcome/unsolved"), f("understood", "取得谅解", "understood", "/byOutcome/understood"),
		f("declined", "不予受理", "declined", "/byOutcome/declined"), f("withdrawn", "撤回", "withdrawn", "/byOutcome/withdrawn"),
		f("list.immediate", "即办清单", "on the immediate list", "/byClass/immediate"), f("list.phased", "阶段性事项清单", "on the phased list", "/byClass/phased"),
		f("list.understanding", "谅解清单", "on the understanding list", "/byClass/understanding"),
		n("self", "社区、小区自行办理", "handled by communities themselves", "/self"), n("whistled", "吹哨", "whistles", "/whistled"), n("escalated", "提级到区中心", "escalated to the centre", "/passed"),
		ratio("case.report-in", "镇街按时报到", "towns that reported in in time", loop, "/reportIn"),
		n("refused", "有退单的", "with an order refused", "/refused"), n("sent-back", "验单退回的", "sent back at the check", "/sentBack"), n("reopened", "重新办理的", "reopened", "/reopened"),
		n("extended", "延期的", "extended", "/extended"), n("urged", "催办的", "urged", "/urged"), n("supervised", "督办的", "supervised", "/supervised"),
		n("answered", "反馈居民的", "answered to the person concerned", "/answered"), n("published", "党务公开栏公开的", "published on the notice board", "/published"),
		ratio("case.asked", "办结后五个工作日内征询并登记评价", "ratings asked for and registered within five working days", loop, "/asked"),
		ratio("case.rated", "参评", "ratings given", loop, "/given"),
		ratio("case.satisfied", "满意（基本满意及以上）", "at least basically satisfied", loop, "/satisfied"),
		count("sample.drawn", "抽查", "samples drawn", cases, figures("sample"), "/opened"),
		count("sample.rejected", "抽查发现问题的", "samples found wanting", cases, figures("sample"), "/byPhase/rejected"),
	}, Runs: []Run{
		{ID: "case.months", Label: governance.Text{Zh: "受理居事", En: "matters received"}, Measure: cases, By: ByMonth, Ask: all, Picks: opened},
		{ID: "case.lists.months", Label: governance.Text{Zh: "三张清单", En: "the three lists"}, Measure: cases, By: ByMonth, Ask: all, Picks: lists("/byClass")},
		{ID: "case.ratings.months", Label: governance.Text{Zh: "满意度评价", En: "ratings"}, Measure: ratings, By: ByMonth, Ask: loop, Picks: steps()},
		{ID: "case.units", Label: governance.Text{Zh: "各单位相关居事（含由其核验、吹哨的）", En: "matters that concern each unit, also as the one that checks or whistles"}, Measure: cases, By: ByBelow, Ask: all, Picks: opened},
		{ID: "inquiry.months", Label: governance.Text{Zh: "咨询", En: "inquiries"}, Measure: cases, By: ByMonth, Ask: inquiries, Picks: opened},
	}}
}

// scoringRows are of how units are scored (3).
func scoringRows() Section {
	opinions, name := figures("opinion"), governance.Text{Zh: "得分", En: "score"}
	table := Ask{"opinion", "table", map[string]string{"period": "{quarter}", "side": "responder"}}
	ranked := func(id, zh, en, group string) Run {
		return Run{ID: id, Label: governance.Text{Zh: zh, En: en}, Measure: points, By: ByRow, Ask: table, Picks: []Pick{{name, "score"}}, Where: [2]string{"group", group}}
	}
	return Section{ID: "scoring", Source: "3", Label: governance.Text{Zh: "考核评价", En: "Scoring"}, Rows: []Row{
		count("scoring.rounds", "印发参考意见批次", "rounds of reference opinions issued", times, figures("round"), "/byPhase/issued"),
		count("scoring.opinions", "参考意见", "reference opinions", texts, opinions, "/opened"),
		count("scoring.objected", "申诉中的", "with an objection open", texts, opinions, "/byPhase/objected"),
		count("scoring.corrected", "申诉成立、下一版次更正的", "corrected in the next edition", texts, opinions, "/byOutcome/corrected"),
		count("scoring.assessments", "公布年度考核结果", "yearly assessments published", texts, figures("assessment"), "/byPhase/published"),
	}, Runs: []Run{
		ranked("scoring.towns", "镇街参考意见得分（最近一个季度）", "reference opinions on towns, of the last quarter", "镇街"),
		ranked("scoring.departments", "区直部门参考意见得分（最近一个季度）", "reference opinions on departments, of the last quarter", "区直部门"),
	}}
}
