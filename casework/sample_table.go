package casework

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// sampleRules: from the draw to the verdict.
func sampleRules() []governance.Rule[Sample] {
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Sample).centre)
	cause := governance.ByConsequence[Sample]()
	waiting := phases(PhaseDrawn, PhaseCalled)
	judged := phases(PhaseAccepted, PhaseRejected, PhaseOvertaken)
	rules := []governance.Rule[Sample]{
		governance.On(phases(governance.Unopened), phases(PhaseDrawn), cause, nil, (*Sample).draw).
			As("sample.draw", "2.2 [D]", "验单通过或社区自办办结的事项，按比例抽取；并案、拆分的子事项、不予受理和撤回的不抽", "of what passes its checks, or a community has done itself, a share is drawn; not what was merged, split off, declined or withdrawn"),
		governance.On(phases(PhaseDrawn), phases(PhaseCalled), governance.BySystem[Sample](), nil, (*Sample).call).
			As("sample.call", "2.2 [D]", "每周（或每日、每月）集中检查上一期抽取的事项", "at regular intervals what was drawn meanwhile is due to be looked at").Starting(LimitSample),
		governance.On(waiting, phases(PhaseAccepted), centre, nil, (*Sample).accept).
			As("sample.accept", "2.2 [D]", "中心检查合格", "the centre finds it in order").Owed((*Sample).owed).Ending(LimitSample),
		governance.On(waiting, phases(PhaseRejected), centre, nil, (*Sample).reject).
			As("sample.reject", "2.2 [D]", "中心检查不合格的退回；已关闭的重新办理；都不能的记录在案", "what the centre finds wanting is sent back, or reopened when it is closed; when neither can be, that is kept").
			Owed((*Sample).owed).Ending(LimitSample),
		governance.On(phases(PhaseRejected), nil, cause, nil, (*Sample).recalled).
			As("sample.recalled", "2.2 [D]", "记录事项退回、重办或已不能退回", "what came of it: sent back, reopened, or too late").Ending(LimitSample),
		governance.On(waiting, phases(PhaseOvertaken), cause, nil, (*Sample).overtake).
			As("sample.overtake", "2.2 [D]", "检查前事项已另行退回或重办的，抽查终止", "work that is done anew before anybody looked ends the sample").Ending(LimitSample),
		governance.On(judged, nil, cause, nil, func(*Sample, Overtake, *governance.Moment) {}).
			As("sample.overtake.judged", "2.2 [D]", "检查后事项再退回或重办，不改变抽查结果", "work that is done anew afterwards leaves the verdict as it is"),
	}
	rules = append(rules, governance.TimeRules[Sample](KindSample, phases(PhaseCalled))...)
	record := governance.RecordRules(KindSample, slices.Concat(waiting, judged), centre, centre, centre)
	return append(rules, slices.DeleteFunc(record, func(r governance.Rule[Sample]) bool { return r.Verb == "reveal" })...) // it holds nobody's identity
}

func sampleTable() governance.Table[Sample] {
	label := func(p governance.Phase, zh, en string, final bool) governance.PhaseLabel {
		return governance.PhaseLabel{Phase: p, Label: governance.Text{Zh: zh, En: en}, Final: final}
	}
	verb := func(v, zh, en string) governance.VerbLabel {
		return governance.VerbLabel{Verb: v, Label: governance.Text{Zh: zh, En: en}}
	}
	return governance.Table[Sample]{
		Kind: KindSample,
		Phases: []governance.PhaseLabel{
			label(PhaseDrawn, "已抽取", "drawn", false), label(PhaseCalled, "待检查", "to be looked at", false),
			label(PhaseAccepted, "合格", "accepted", true), label(PhaseRejected, "不合格", "rejected", true), label(PhaseOvertaken, "已终止", "overtaken", true),
		},
		Verbs: append([]governance.VerbLabel{
			verb("draw", "抽取", "Draw"), verb("call", "到期检查", "Call"), verb("accept", "抽查合格", "Accept"), verb("reject", "抽查不合格", "Reject"),
			verb("recalled", "事项处理", "Recalled"), verb("overtake", "终止抽查", "Overtake"),
		}, governance.StandardVerbs()...),
		Rules: sampleRules(),
		Category: func(s *Sample, cmd governance.Command) string {
			if d, ok := cmd.(Draw); ok {
				return d.Category
			}
			return s.Category
		},
	}
}

// NewSamples returns the book of samples; nil takes the defaults. An office
// may do without it: what is drawn is then not kept.
func NewSamples(p *Policy) (*governance.Book[Sample], error) {
	if p == nil {
		p = DefaultPolicy()
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return governance.NewBook(governance.Institution[Sample]{
		Kind: KindSample, Path: "samples", Source: "2.2", Schema: 1, Serials: true, ByUnit: true, Policy: p, Districts: p.own(),
		Label:    governance.Text{Zh: "抽查", En: "sample"},
		Sentence: governance.Text{Zh: "对办结事项按比例抽取、定期检查，不合格的退回或重新办理", En: "of what is done a share is drawn and looked at, at regular intervals; what is found wanting comes back"},
		Table:    sampleTable(),
		File: func(s *Sample, h *governance.Header) {
			h.Unit, h.Category = string(s.Unit), s.Category
		},
		Audience: func(s *Sample, to []governance.Address) []governance.Address { return s.audience(to) },
	})
}
