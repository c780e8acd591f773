package help

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// OfNeed asks for the helps of a need.
type OfNeed struct {
	Need uuid.UUID `json:"need" zh:"需求" en:"Need" rule:"required"`
}

// askLive answers which helps of a need are to be told when it is called off.
func askLive() governance.Question {
	return governance.Ask("live", func(ctx context.Context, r *governance.Reader, p OfNeed) (ids []uuid.UUID, err error) {
		err = governance.EachOf(ctx, r, governance.Query{Parent: p.Need, Phases: governance.Phases(Taken, Reported)}, func(h *Help) { ids = append(ids, h.ID) })
		return ids, err
	}).As("4 G7 [D]", governance.Text{Zh: "接单人", En: "helpers"}, governance.Text{Zh: "一项需求尚未了结的接单", En: "helps of a need that are not settled"}).ToDecisions()
}

func (h *Help) whoHelps(to []governance.Address) []governance.Address {
	return append(to, governance.Person(h.Subject), governance.Unit(h.Unit))
}

func (h *Help) whoJudges(to []governance.Address) []governance.Address {
	return append(to, governance.Person(h.Poster), governance.Unit(h.PosterUnit), governance.Unit(h.Community))
}

func table() governance.Table[Help] {
	phases, on := governance.Phases, governance.VerbOf
	follows, time := governance.ByConsequence[Help](), governance.BySystem[Help]()
	helper := governance.By("helper", "接单人", "the helper", (*Help).whoHelps)
	judge := governance.By("judge", "发起人或社区", "who posted it, or the community", (*Help).whoJudges)
	community := governance.ByUnitOf("community", "社区", "the community", func(h *Help) orgtree.Code { return h.Community })
	involved := governance.By("involved", "接单人、发起人或社区", "the helper, the poster or the community", func(h *Help, to []governance.Address) []governance.Address {
		return h.whoHelps(h.whoJudges(to))
	})
	rules := []governance.Rule[Help]{
		governance.On(phases(governance.Unopened), phases(Taken), follows, nil, (*Help).engage).
			As("help.engage", "4 G7 [R]", "每人每单接一次", "one takes a need once"),
		governance.On(phases(Taken), phases(Reported), helper, (*Help).canReport, (*Help).report).
			As("help.report", "4 G7 [R]", "按约定时间地点报到", "helpers report in at the agreed time and place").MustAct(),
		governance.On(phases(Reported), phases(Finished), helper.Or(community), (*Help).canFinish, (*Help).finish).
			As("help.finish", "4 G7", "服务完成，填报时长；社区可以代填", "what is done is said with its time, by the helper or for them by the community").MustAct().Starting(LimitConfirm),
		governance.On(phases(Finished), phases(Credited), judge, canJudge[Confirm], (*Help).confirm).
			As("help.confirm", "4 G7 [R]", "发起人确认并评价，时长记一次；社区可以代为确认", "the poster confirms and rates it, or the community for them; its time is credited once").MustAct().Ending(LimitConfirm),
		governance.On(phases(Finished), phases(Reported), judge, canJudge[Object], (*Help).object).
			As("help.object", "4 G7 [D]", "对完成情况或时长有异议的退回", "what is not so is sent back with the reason").Ending(LimitConfirm),
		governance.On(phases(Taken), phases(Missed), judge.Or(time), (*Help).canMiss, (*Help).miss).
			As("help.miss", "4 G7 [D]", "过约定时间半小时未报到可登记爽约，满一日自动登记", "who has not come may be noted as a no-show after half an hour, and is after a day"),
		governance.On(phases(Taken), phases(Released), helper, (*Help).canStepBack, (*Help).stepBack).
			As("help.step-back", "4 G7 [D]", "约定时间前可以退单，说明理由", "one may step back until the agreed time, with the reason"),
		governance.On(phases(Taken, Reported), phases(Released), follows, nil, (*Help).release).
			As("help.release", "4 G7 [D]", "需求取消的，接单随之解除", "helpers are released when the need is called off"),
	}
	return governance.Table[Help]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Taken, "已接单", "taken"), governance.PhaseOf(Reported, "已报到", "reported in"), governance.PhaseOf(Finished, "待确认", "to be confirmed"),
			governance.FinalPhase(Credited, "已确认", "credited"), governance.FinalPhase(Missed, "爽约", "no-show"), governance.FinalPhase(Released, "已解除", "released"),
		},
		Verbs: []governance.VerbLabel{
			on("engage", "接单", "Engage"), on("report", "报到", "Report in"), on("finish", "完成", "Finish"), on("confirm", "确认并评价", "Confirm and rate"),
			on("object", "有异议", "Object"), on("miss", "爽约", "Note a no-show"), on("step-back", "退单", "Step back"), on("release", "解除", "Release"),
		},
		Rules: rules,
	}.Timed(Finished).Kept(involved, community)
}

// New returns the book of helps.
func New(limits governance.Limits) (*governance.Book[Help], error) {
	return governance.NewBook(governance.Institution[Help]{
		Kind: Kind, Path: "helps", Source: "4 G7", Schema: 1, Policy: limits, Uncounted: []string{SteppedBack, string(Released)}, Class: "rating",
		Label:    governance.Text{Zh: "接单", En: "help"},
		Sentence: governance.Text{Zh: "一人对一项需求的接单：报到、完成、确认评价，或爽约、退单", En: "one person's part in a need: reported in, done, confirmed and rated; or a no-show, or stepped back"},
		Table:    table(),
		File: func(h *Help, to *governance.Header) {
			to.Unit, to.Person, to.Class = string(h.Community), h.Subject, string(h.Rating)
		},
		Audience: func(h *Help, to []governance.Address) []governance.Address {
			return append(h.WhoIsCentre(h.whoJudges(h.whoHelps(to))), governance.Unit(h.District))
		},
		Asks: []governance.Question{askLive(), askService()},
	})
}
