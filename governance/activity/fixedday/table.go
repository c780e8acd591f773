package fixedday

import "github.com/jinlin-project/jinlin/governance"

func table(host governance.Authority[FixedDay]) governance.Table[FixedDay] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time := governance.ByAnyone[FixedDay](), governance.BySystem[FixedDay]()
	return governance.Table[FixedDay]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(OnTrial, "试行", "on trial"), governance.PhaseOf(Permanent, "固定", "permanent"), governance.FinalPhase(Stopped, "已停止", "stopped"),
		},
		Verbs: []governance.VerbLabel{
			on("institute", "设立固定活动日", "Institute"), on("establish", "转为固定", "Make permanent"), on("revise", "调整时间", "Revise"),
			on("open-next", "发布下一次", "Announce the next"), on("stop", "停止", "Stop"),
		},
		Rules: []governance.Rule[FixedDay]{
			governance.On(phases(governance.Unopened), phases(OnTrial, Permanent), anyone, (*FixedDay).canInstitute, (*FixedDay).institute).
				As("fixed-day.institute", "4 G12 [F]", "属地组织设立党员日、爱邻日、睦邻日，可先试行", "an organisation institutes a day for what it answers for, perhaps on trial"),
			governance.On(phases(OnTrial), phases(Permanent), host, nil, (*FixedDay).establish).
				As("fixed-day.establish", "4 G12 [F]", "试行成熟的转为固定", "what has proved itself on trial is made permanent"),
			governance.On(phases(OnTrial, Permanent), nil, host, (*FixedDay).canRevise, (*FixedDay).revise).
				As("fixed-day.revise", "4 G12 [D]", "可以调整周期和时间，已发布的不变", "its times may be set anew; what has been announced stays"),
			governance.On(phases(OnTrial, Permanent), nil, time, nil, (*FixedDay).openNext).
				As("fixed-day.open-next", "4 G12 [D]", "到期自动发布下一次活动，遇休息日按规则顺延、提前或取消", "the next activity is announced by itself; on a day off it moves or is left out, as the rule says"),
			governance.On(phases(OnTrial, Permanent), phases(Stopped), host, nil, (*FixedDay).stop).
				As("fixed-day.stop", "4 G12 [D]", "可以停止，已发布的活动照常", "it may be stopped; what has been announced is held"),
		},
	}.Kept(host, host)
}

// New returns the book of fixed days.
func New() (*governance.Book[FixedDay], error) {
	host := governance.By("host", "主办单位或社区", "the organiser or the community", (*FixedDay).WhoHosts)
	return governance.NewBook(governance.Institution[FixedDay]{
		Kind: Kind, Path: "fixed-days", Source: "4 G12", Schema: 1,
		Label:    governance.Text{Zh: "固定活动日", En: "fixed day"},
		Sentence: governance.Text{Zh: "党员日、爱邻日、睦邻日按周期自动发布活动", En: "days that come round by a rule and announce their activities by themselves"},
		Table:    table(host),
		File: func(d *FixedDay, h *governance.Header) {
			h.Unit, h.Category, h.Title = string(d.Host), string(d.Day), d.Title
		},
		Audience: governance.Published(host),
	})
}
