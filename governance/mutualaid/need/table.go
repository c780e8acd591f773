package need

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/orgtree"
)

func (n *Need) whoPosted(to []governance.Address) []governance.Address {
	return append(to, governance.Person(n.Subject), governance.Unit(n.Unit))
}

// whoChecks is the poster's own organisation, and its community where it may
// always act for a compound [D].
func (n *Need) whoChecks(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(n.Checker), governance.Of(orgtree.Community, n.Checker))
}

func (n *Need) whoOrders(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(n.Community))
}

// audience is everybody with an account while it is open; before and after that
// those it concerns, and those who have taken it.
func (n *Need) audience(to []governance.Address) []governance.Address {
	to = append(n.WhoIsCentre(n.whoOrders(n.whoChecks(n.whoPosted(to)))), governance.Unit(n.District))
	for _, r := range n.Revealed {
		to = append(to, governance.Person(r.Person))
	}
	if n.Phase == Open {
		to = append(to, governance.Public)
	}
	return to
}

func table(matter string) governance.Table[Need] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time, follows := governance.ByAnyone[Need](), governance.BySystem[Need](), governance.ByConsequence[Need]()
	poster := governance.By("poster", "发起人", "who posted it", (*Need).whoPosted)
	checker := governance.By("checker", "发起人所属党组织", "the poster's own organisation", (*Need).whoChecks)
	community := governance.By("community", "社区", "the community", (*Need).whoOrders)
	involved := governance.By("involved", "发起人、核验单位或社区", "the poster, the checking organisation or the community", func(n *Need, to []governance.Address) []governance.Address {
		return n.whoOrders(n.whoChecks(n.whoPosted(to)))
	})
	offices := governance.By("offices", "核验单位或社区", "the checking organisation or the community", func(n *Need, to []governance.Address) []governance.Address {
		return n.whoOrders(n.whoChecks(to))
	})
	rules := []governance.Rule[Need]{
		governance.On(phases(governance.Unopened), phases(Posted), anyone, (*Need).canPost, (*Need).post).
			As("need.post", "4 G7 [R]", "单位、党组织、党员、居民随时可以点单", "a unit, an organisation, a member or a resident posts a need at any hour").Starting(LimitCheck),
		governance.On(phases(governance.Unopened), phases(Open), follows, nil, (*Need).recur).
			As("need.recur", "4 G7 [D]", "周期需求核验一次，下一次到时自动开放接单", "a recurring need is checked once; its next occurrence is opened by itself"),
		governance.On(phases(Posted), phases(Checked), checker, nil, (*Need).check).
			As("need.check", "4 G7 [R]", "发起人所属党组织核验", "the poster's own Party organisation checks it").MustAct().Starting(LimitOrder).Ending(LimitCheck),
		governance.On(phases(Posted), phases(Dropped), checker, nil, (*Need).decline).
			As("need.decline.checker", "4 G7 [D]", "核验不实或不属邻里互助的不予办理，说明理由", "what is not so, or not for neighbours, is declined with the reason").Ending(LimitCheck),
		governance.On(phases(Checked), phases(Open), community, (*Need).canOrder, (*Need).order).
			As("need.order", "4 G7 [R]", "社区下单，开放接单", "the community orders it, and anybody may take it").MustAct().Ending(LimitOrder),
		governance.On(phases(Checked), phases(Dropped), community, nil, (*Need).decline).
			As("need.decline.community", "4 G7 [D]", "社区不下单的说明理由", "the community says why it does not order it").Ending(LimitOrder),
		governance.On(phases(Posted, Checked, Open, Unmet), phases(Posted, Checked, Open), poster.Or(community), (*Need).canReschedule, (*Need).reschedule).
			As("need.reschedule", "4 G7 [D]", "无人接单前可以改期；无人接单或无人到场的改期后重新接单", "until somebody has taken it, it may be set for another time; what was not met is open again with that").Ending(LimitArrange),
		governance.On(phases(Open), nil, anyone, (*Need).canTake, (*Need).take).
			As("need.take", "4 G7 [R]", "镇街、在职党员、邻里量力自愿接单", "the town, on-the-job members and neighbours take it by ability, of their own accord"),
		governance.On(phases(Open), nil, follows, nil, (*Need).giveBack).
			As("need.give-back", "4 G7 [D]", "退单后名额重新开放", "the place of who steps back is open again"),
		governance.On(phases(Open), phases(Underway, Unmet), time, nil, (*Need).begin).
			As("need.begin", "4 G7 [D]", "到约定时间开始；无人接单的交社区另行安排", "it begins at the agreed time; what nobody took goes back to the community").Starting(LimitArrange),
		governance.On(phases(Underway), phases(Underway, Done, Unmet), follows, nil, (*Need).settle).
			As("need.settle", "4 G7 [D]", "全部接单了结即办结；无人到场的交社区另行安排", "it is done when every helper is settled; what nobody came for goes back to the community").Starting(LimitArrange),
		withHelps(governance.On(phases(Posted, Checked, Open), phases(Dropped), poster.Or(community), nil, (*Need).cancel).
			As("need.cancel", "4 G7 [D]", "开始前可以取消，周期一并终止，告知接单人", "it may be called off until it begins, and what recurs with it; helpers are told").Ending(LimitCheck, LimitOrder)),
		governance.On(phases(Unmet), phases(Dropped), community.Or(poster), nil, (*Need).cancel).
			As("need.end", "4 G7 [D]", "另行解决或不再需要的，说明情况后终止", "what is met otherwise, or wanted no more, is ended with the reason").Owed((*Need).whoOrders).Ending(LimitArrange),
		withHelps(governance.On(phases(Open), phases(Dropped), poster.Or(community), (*Need).canSkip, (*Need).skip).
			As("need.skip", "4 G7 [D]", "周期需求可以只取消本次", "of a recurring need this one occurrence may be called off")),
		withHelps(governance.On(phases(Posted, Checked, Open, Unmet), phases(Converted), checker.Or(community), nil, convert(matter)).
			As("need.convert", "4 G7", "超出邻里互助的转为事项，一次提交、互相关联", "what is more than neighbours can do is turned into a matter, in one commit, linked both ways").Ending(LimitCheck, LimitOrder, LimitArrange)),
		governance.On(phases(Converted), nil, follows, nil, (*Need).concluded).
			As("need.concluded", "4 G7", "所转事项办结后得知结果", "it hears how the matter ended"),
	}
	return governance.Table[Need]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Posted, "待核验", "posted"), governance.PhaseOf(Checked, "待下单", "checked"), governance.PhaseOf(Open, "接单中", "open"),
			governance.PhaseOf(Underway, "进行中", "under way"), governance.PhaseOf(Unmet, "待另行安排", "unmet"),
			governance.FinalPhase(Done, "已办结", "done"), governance.FinalPhase(Dropped, "未办理", "dropped"), governance.FinalPhase(Converted, "已转为事项", "turned into a matter"),
		},
		Verbs: []governance.VerbLabel{
			on("post", "点单", "Post"), on("recur", "周期开放", "Recur"), on("check", "核验", "Check"), on("order", "下单", "Order"), on("decline", "不予办理", "Decline"),
			on("reschedule", "改期", "Reschedule"), on("take", "接单", "Take"), on("give-back", "退单", "Give back"), on("begin", "开始", "Begin"), on("settle", "了结", "Settle"),
			on("cancel", "取消", "Cancel"), on("skip", "本次取消", "Skip"), on("convert", "转为事项", "Turn into a matter"), governance.ReferVerbs()[1],
		},
		Rules: rules,
	}.Timed(Posted, Checked, Unmet).Kept(involved, offices)
}

// withHelps has a row told which helps of the need are not settled.
func withHelps(r governance.Rule[Need]) governance.Rule[Need] {
	return governance.Asking(r, help.Kind, "live", func(n *Need, _ governance.Command, _ *governance.Moment) help.OfNeed { return help.OfNeed{Need: n.ID} })
}

// New returns the book of needs. matter is the kind that serious needs are turned
// into; besides figures, what is open is asked as others explain it.
func New(limits governance.Limits, matter string, asks ...governance.Question) (*governance.Book[Need], error) {
	return governance.NewBook(governance.Institution[Need]{
		Kind: Kind, Path: "needs", Source: "4 G7", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{Declined, Skipped},
		Label:    governance.Text{Zh: "邻里搭把手需求", En: "need"},
		Sentence: governance.Text{Zh: "点单、核验、下单、接单、报到、确认、评价：人人可发起、人人可参与", En: "posted, checked, ordered, taken, met, confirmed and rated: anyone may start, anyone may join"},
		Table:    table(matter),
		File: func(n *Need, h *governance.Header) {
			h.Unit, h.Person, h.Title = string(n.Community), n.Subject, n.Title
			if len(n.Skills) > 0 {
				h.Category = string(n.Skills[0])
			}
		},
		Audience: (*Need).audience,
		Asks:     asks,
	})
}
