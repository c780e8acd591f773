package member

import (
	"github.com/jinlin-project/jinlin/governance"
)

func (b *Member) whoIsMember(to []governance.Address) []governance.Address {
	return append(to, governance.Person(b.Person))
}

func (b *Member) whoIsOrganisation(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Organisation))
}

func (b *Member) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Community))
}

// table is the lifecycle of somebody's time on a list.
func table() governance.Table[Member] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Member]()
	member := governance.By("member", "党员本人", "the member", (*Member).whoIsMember)
	own := governance.By("organisation", "单位党组织", "the organisation", (*Member).whoIsOrganisation)
	district := governance.By("district", "区委", "the district committee", (*Member).WhoIsDistrict)
	community := governance.By("community", "报到社区", "the community", (*Member).whoIsCommunity)
	rules := []governance.Rule[Member]{
		governance.On(phases(governance.Unopened), phases(Expected), follows, nil, (*Member).enter).
			As("reportin-member.enter", "4 G5 [R]", "列入名册的在职党员应当报到，同时只在一份名册上", "an on-the-job member on the list should report in; nobody is on two lists at a time"),
		governance.On(phases(Expected, Serving), phases(Serving), member.Or(own).Or(district), (*Member).canReportIn, (*Member).reportIn).
			As("reportin-member.report-in", "4 G5 [R]", "在职党员向社区报到，可以改到另一社区；单位（没有账号的由区委）可以代为登记", "a member reports in to a community, and may change it; the organisation, or the district for one without an account, may enter it").Owed((*Member).whoStillOwes),
		governance.On(phases(Expected, Serving), phases(Departed), own.Or(district), (*Member).canDepart, (*Member).depart).
			As("reportin-member.depart", "4 G5 [D]", "调离、退休等转出名册，注明日期", "who has moved or retired comes off the list, from a day"),
		governance.On(phases(Serving), nil, member.Or(community), (*Member).canLog, (*Member).log).
			As("reportin-member.log", "4 G5 [R]", "参与服务后登记；社区登记的当即计入，本人登记的待社区确认", "what was done is logged: by the community it counts at once, by the member once confirmed"),
		governance.On(phases(Serving, Departed), nil, follows, nil, (*Member).credit).
			As("reportin-member.credit", "4 G5", "确认后累计次数和时长", "times and minutes are counted when confirmed"),
	}
	return governance.Table[Member]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Expected, "应报到", "expected"), governance.PhaseOf(Serving, "已报到", "serving"), governance.FinalPhase(Departed, "已转出", "departed"),
		},
		Verbs: []governance.VerbLabel{
			on("enter", "列入名册", "Enter"), on("report-in", "党员报到", "Report in"), on("depart", "转出", "Depart"), on("log", "登记参与", "Log"), on("credit", "计入", "Credit"),
		},
		Rules: rules,
	}.Kept(member.Or(own).Or(community), own)
}

// whoStillOwes is who has not reported in.
func (b *Member) whoStillOwes(to []governance.Address) []governance.Address {
	if b.Phase == Expected {
		to = b.whoIsMember(to)
	}
	return to
}

// New returns the book of the members.
func New() (*governance.Book[Member], error) {
	return governance.NewBook(governance.Institution[Member]{
		Kind: Kind, Path: "reportin-members", Source: "4 G5", Schema: 1,
		Label:    governance.Text{Zh: "在职党员报到", En: "report-in of a member"},
		Sentence: governance.Text{Zh: "在职党员向社区报到并参与服务", En: "an on-the-job member reports in to a community and takes part"},
		Table:    table(),
		File: func(b *Member, h *governance.Header) {
			h.Unit, h.Person = string(b.Organisation), b.Person
		},
		Audience: func(b *Member, to []governance.Address) []governance.Address {
			return b.whoIsMember(b.whoIsCommunity(b.whoIsOrganisation(b.WhoIsDistrict(b.WhoIsCentre(to)))))
		},
		Asks: []governance.Question{askExpected()},
	})
}
