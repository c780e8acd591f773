package membership

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
)

// New returns the book of memberships.
func New(p *charter.Policy) (*governance.Book[Membership], error) {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[Membership]()
	keeper := governance.By("keeper", "社区或小区党支部", "the community or the compound's branch", (*Membership).WhoKeeps)
	member := governance.By("member", "本人", "the member", (*Membership).WhoIsSubject)
	rules := []governance.Rule[Membership]{
		governance.On(phases(governance.Unopened), phases(Applied, OnRoll), cause, nil, (*Membership).admit).
			As("membership.admit", "4 G8", "每人在同一组织只有一个名额", "one person is on a group's roll once").Starting(charter.LimitApprove),
		governance.On(phases(Applied), phases(OnRoll), keeper, nil, (*Membership).approve).
			As("membership.approve", "4 G8 [D]", "社区或小区党支部核对后同意加入", "the community or the compound's branch checks and agrees").MustAct().Ending(charter.LimitApprove),
		governance.On(phases(Applied), phases(Unjoined), keeper, nil, (*Membership).decline).
			As("membership.decline", "4 G8 [D]", "不符合条件的说明理由", "who does not qualify is told why").Ending(charter.LimitApprove),
		governance.On(phases(Applied), phases(Unjoined), member, nil, (*Membership).withdraw).
			As("membership.withdraw", "4 G8", "申请人可以撤回", "the applicant may take it back").Ending(charter.LimitApprove),
		governance.On(phases(OnRoll), phases(OffRoll), member, nil, (*Membership).leave).
			As("membership.leave", "4 G8", "成员可以随时退出，已发起的表决不受影响", "a member may leave at any time; votes already opened are not affected"),
		governance.On(phases(OnRoll), phases(OffRoll), keeper, nil, (*Membership).strike).
			As("membership.strike", "4 G8 [D]", "迁出、转让或去世的除名，说明理由", "who has moved, sold or died is taken off, with the reason"),
		governance.On(phases(OnRoll, OffRoll), nil, cause, nil, (*Membership).number).
			As("membership.number", "4 G8", "记下名册变更号", "the number of the roll's change is kept"),
	}
	return governance.NewBook(governance.Institution[Membership]{
		Kind: Kind, Path: "memberships", Source: "4 G8", Schema: 1, Policy: p, Uncounted: []string{Declined},
		Label:    governance.Text{Zh: "自治组织成员", En: "membership"},
		Sentence: governance.Text{Zh: "一人在一个自治组织的名册上，从一次变更到另一次变更", En: "one person on a group's roll, from one change of it to another"},
		Table: governance.Table[Membership]{
			Kind: Kind,
			Phases: []governance.PhaseLabel{
				governance.PhaseOf(Applied, "待同意", "applied"), governance.PhaseOf(OnRoll, "在册", "on the roll"),
				governance.FinalPhase(OffRoll, "已退出", "off the roll"), governance.FinalPhase(Unjoined, "未加入", "not joined"),
			},
			Verbs: []governance.VerbLabel{
				on("admit", "入册", "Admit"), on("approve", "同意加入", "Approve"), on("decline", "不同意加入", "Decline"),
				on("leave", "退出", "Leave"), on("strike", "除名", "Strike off"), on("number", "变更号", "Number"),
			},
			Rules: rules,
		}.Timed(Applied).Kept(keeper, keeper),
		File: func(d *Membership, h *governance.Header) { h.Unit, h.Person = string(d.Community), d.Person },
		Audience: func(d *Membership, to []governance.Address) []governance.Address {
			return d.WhoIsCentre(d.WhoIsSubject(d.WhoKeeps(to)))
		},
		Asks: []governance.Question{askStanding()},
	})
}
