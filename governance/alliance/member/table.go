package member

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// memberTable is the lifecycle of a membership.
func memberTable(unit, core governance.Authority[Member]) governance.Table[Member] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Member]()
	return governance.Table[Member]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Invited, "受邀", "invited"), governance.PhaseOf(InAlliance, "成员", "member"),
			governance.FinalPhase(NotJoined, "未加入", "not joined"), governance.FinalPhase(Left, "已退出", "left"),
		},
		Verbs: []governance.VerbLabel{
			on("ask", "邀请", "Ask"), on("found", "发起", "Found"), on("join", "加入", "Join"), on("decline", "不加入", "Decline"), on("leave", "退出", "Leave"), on("end", "结束", "End"),
		},
		Rules: []governance.Rule[Member]{
			governance.On(phases(governance.Unopened), phases(Invited), follows, nil, (*Member).ask).
				As("alliance-member.ask", "4 G6", "一个单位在一个联盟只有一个席位", "a unit has one place in an alliance"),
			governance.On(phases(governance.Unopened), phases(InAlliance), follows, nil, (*Member).found).
				As("alliance-member.found", "4 G6", "发起单位随联盟成立成为成员", "founders are members when it is formed"),
			governance.On(phases(Invited), phases(InAlliance), unit.Or(core), nil, (*Member).join).
				As("alliance-member.join", "4 G6", "受邀单位同意加入；没有账号的由核心社区凭函登记", "the unit accepts; for one without an account the community enters its letter").Owed((*Member).whoIsUnit),
			governance.On(phases(Invited), phases(NotJoined), unit.Or(core), nil, (*Member).refuse).
				As("alliance-member.decline", "4 G6", "受邀单位可以不加入，核心社区可以撤回邀请", "the unit may decline, and the community take its invitation back"),
			governance.On(phases(InAlliance), phases(Left), unit.Or(core), (*Member).canLeave, (*Member).leave).
				As("alliance-member.leave", "4 G6", "成员可以退出，注明日期；没有账号的由核心社区登记", "a member may leave, from a day; for one without an account the community enters it"),
			governance.On(phases(InAlliance), phases(Left), follows, nil, (*Member).end).
				As("alliance-member.end", "4 G6", "联盟解散的，成员随之结束", "members end with their alliance"),
		},
	}.Kept(unit.Or(core), core)
}

// New returns the book of memberships.
func New() (*governance.Book[Member], error) {
	unit := governance.ByUnitOf("unit", "受邀或成员单位", "the unit", func(b *Member) orgtree.Code { return b.Unit })
	core := governance.ByUnitOf("core", "核心社区", "the community", func(b *Member) orgtree.Code { return b.Core })
	return governance.NewBook(governance.Institution[Member]{
		Kind: Kind, Path: "alliance-members", Source: "4 G6", Schema: 1, Uncounted: []string{string(NotJoined)},
		Label:    governance.Text{Zh: "联盟成员", En: "member of an alliance"},
		Sentence: governance.Text{Zh: "单位加入、退出联盟", En: "a unit joins an alliance and leaves it"},
		Table:    memberTable(unit, core),
		File:     func(b *Member, h *governance.Header) { h.Unit = string(b.Unit) },
		Audience: governance.Seen(unit, core),
	})
}
