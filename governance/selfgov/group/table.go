package group

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
)

// whoConvenes appends those who keep the group going: who keeps the roll, and the
// convener.
func (g *Group) whoConvenes(to []governance.Address) []governance.Address {
	return append(g.WhoKeeps(to), governance.Person(g.Convener))
}

// New returns the book of groups.
func New(p *charter.Policy) (*governance.Book[Group], error) {
	phases, on := governance.Phases, governance.VerbOf
	anyone, cause := governance.ByAnyone[Group](), governance.ByConsequence[Group]()
	lead := governance.By("community", "社区党组织和居委会", "the community's Party organisation and committee", (*Group).WhoLeads)
	convene := governance.By("convener", "社区、小区党支部或召集人", "the community, the compound's branch or the convener", (*Group).whoConvenes)
	keeper := governance.By("keeper", "社区或小区党支部", "the community or the compound's branch", (*Group).WhoKeeps)
	rules := []governance.Rule[Group]{
		governance.On(phases(governance.Unopened), phases(Active), anyone, (*Group).canFound, (*Group).found).
			As("residents-group.found", "4 G8 [R]", "在社区党组织领导下按小区或楼栋组建", "formed by compound or building, led by the community's Party organisation"),
		governance.On(phases(Active), nil, lead, nil, (*Group).appoint).
			As("residents-group.appoint", "4 G8", "社区更换召集人", "the community names another convener"),
		governance.On(phases(Active), nil, anyone, (*Group).canJoin, (*Group).join).
			As("residents-group.join", "4 G8", "住在这里的居民可以申请加入", "whoever lives here may ask to join"),
		governance.On(phases(Active), nil, keeper, nil, (*Group).enrol).
			As("residents-group.enrol", "4 G8", "不住在这里的业主、当面申请的居民由社区登记入册", "owners who live elsewhere and those who ask in person are enrolled"),
		governance.Asking(governance.On(phases(Active), nil, anyone, (*Group).canPropose, (*Group).propose).
			As("residents-group.propose", "4 G8", "居民、成员和召集人都可以提案", "residents, members and the convener may propose"), membership.Kind, "standing", (*Group).ownStanding),
		governance.On(phases(Active), phases(Dissolved), lead, (*Group).canDissolve, (*Group).dissolve).
			As("residents-group.dissolve", "4 G8 [D]", "提案都了结后可以解散，公约随之废止", "it may be dissolved once its proposals have ended; its covenant ends with it"),
		governance.On(phases(Active, Dissolved), nil, cause, (*Group).canTurnout, (*Group).turnout).
			As("residents-group.turnout", "4 G8", "名册每次变更编号", "every change of the roll has a number"),
		governance.On(phases(Active), nil, cause, (*Group).canFreeze, (*Group).freeze).
			As("residents-group.freeze", "4 G8 [R]", "发起表决时冻结名册", "the roll is frozen when a vote is opened"),
		governance.On(phases(Active, Dissolved), nil, cause, nil, (*Group).concluded).
			As("residents-group.concluded", "4 G8", "提案了结", "a proposal has ended"),
		governance.On(phases(Active), nil, cause, nil, (*Group).adopt).
			As("residents-group.adopt-covenant", "4 G8", "表决通过的公约替代原版本", "an adopted covenant takes the place of the one before"),
		governance.On(phases(Active), nil, cause, nil, (*Group).repeal).
			As("residents-group.repeal-covenant", "4 G8", "表决废止现行公约", "the covenant in force is repealed by vote"),
	}
	return governance.NewBook(governance.Institution[Group]{
		Kind: Kind, Path: "residents-groups", Source: "4 G8", Schema: 1, Serials: true, Policy: p,
		Label:    governance.Text{Zh: "居民自治组织", En: "residents' group"},
		Sentence: governance.Text{Zh: "自治小组、邻里帮帮团和议事会：名册、提案和公约", En: "autonomy groups, helper groups and councils: their roll, proposals and covenant"},
		Table: governance.Table[Group]{
			Kind:   Kind,
			Phases: []governance.PhaseLabel{governance.PhaseOf(Active, "活动中", "active"), governance.FinalPhase(Dissolved, "已解散", "dissolved")},
			Verbs: []governance.VerbLabel{
				on("found", "组建", "Found"), on("appoint", "更换召集人", "Appoint a convener"), on("join", "申请加入", "Join"), on("enrol", "登记入册", "Enrol"),
				on("propose", "提案", "Propose"), on("dissolve", "解散", "Dissolve"), on("turnout", "名册变更", "Roll changes"), on("freeze", "冻结名册", "Freeze the roll"),
				on("adopt-covenant", "公约通过", "Adopt the covenant"), on("repeal-covenant", "公约废止", "Repeal the covenant"), governance.ReferVerbs()[1],
			},
			Rules: rules,
		}.Kept(convene, lead),
		Class: "form",
		File: func(g *Group, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(g.Community), string(g.Form), g.Title
		},
		Audience: func(g *Group, to []governance.Address) []governance.Address {
			return g.WhoSees(g.WhoIsDistrict(to))
		},
	})
}
