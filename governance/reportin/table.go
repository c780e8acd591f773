package reportin

import (
	"github.com/jinlin-project/jinlin/governance"
)

// The names of the limits.
const (
	LimitAccept  = "accept"
	LimitConfirm = "confirm"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitAccept, 5, governance.WorkingDays, "4 G5 [D]").
			Say("对接", "taking it", "单位报到后5个工作日内对接服务清单", "within 5 working days the community looks at the service list"),
		governance.LimitOf(LimitConfirm, 10, governance.WorkingDays, "4 G5 [D]").
			Say("确认", "confirming", "登记参与后10个工作日内由社区确认", "within 10 working days the community confirms what was done"),
	}
}

func (o *Organisation) whoIsOrganisation(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(o.Organisation))
}

func (o *Organisation) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(o.Community))
}

// organisationTable is the lifecycle of an organisation on the list.
func organisationTable() governance.Table[Organisation] {
	phases, on := governance.Phases, governance.VerbOf
	there := phases(Listed, Arrived, Joined)
	district := governance.By("district", "区委", "the district committee", (*Organisation).WhoIsDistrict)
	own := governance.By("organisation", "单位党组织", "the organisation", (*Organisation).whoIsOrganisation)
	community := governance.By("community", "报到社区", "the community", (*Organisation).whoIsCommunity)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Organisation).WhoIsCentre)
	rules := []governance.Rule[Organisation]{
		governance.On(phases(governance.Unopened), phases(Listed), district, (*Organisation).canList, (*Organisation).list).
			As("reportin.list", "4 G5 [D]", "区委列出应报到的机关、企业、事业单位党组织，每个一次", "the district committee lists the organisations that should report, each once"),
		governance.On(phases(Listed), phases(Arrived), own.Or(district), (*Organisation).canReportIn, (*Organisation).reportIn).
			As("reportin.report-in", "4 G5 [R]", "单位党组织带服务清单向社区报到；本单位没有账号的由区委代报", "an organisation reports in to a community with its service list; the district does so for one that has no account").Owed((*Organisation).whoIsOrganisation).Starting(LimitAccept),
		governance.On(phases(Arrived), phases(Joined), community, nil, (*Organisation).accept).
			As("reportin.accept", "4 G5 [R]", "社区对接服务清单，计为已报到", "the community takes it, and it has reported in").MustAct().Ending(LimitAccept),
		governance.On(phases(Arrived), phases(Listed), community, nil, (*Organisation).decline).
			As("reportin.decline", "4 G5 [D]", "不能对接的说明理由，由单位另行报到", "what the community cannot take it sends elsewhere, with the reason").Ending(LimitAccept),
		governance.On(phases(Joined), phases(Listed), own.Or(community), nil, (*Organisation).leave).
			As("reportin.leave", "4 G5 [D]", "双方都可以结束对接，单位另行报到；曾经报到仍然算数", "either may end it, and the organisation reports in elsewhere; that it had reported stays true"),
		governance.On(phases(Joined), nil, own, (*Organisation).canRevise, (*Organisation).revise).
			As("reportin.revise", "4 G5 [D]", "单位可以调整服务清单", "the organisation may write its service list anew"),
		governance.On(phases(Joined), nil, own.Or(community), (*Organisation).canDeliver, (*Organisation).deliver).
			As("reportin.deliver", "4 G5 [R]", "落实一项服务登记一次", "each time a service is delivered is recorded"),
		governance.On(there, nil, own.Or(district), (*Organisation).canEnrol, (*Organisation).enrol).
			As("reportin.enrol", "4 G5 [R]", "单位报送在职党员名册", "the organisation hands in the list of its on-the-job members"),
		governance.On(there, nil, governance.ByConsequence[Organisation](), nil, (*Organisation).count).
			As("reportin.count", "4 G5", "名册变化随时累计", "the list's changes are counted"),
		governance.On(phases(Listed), phases(Removed), district, (*Organisation).canRemove, (*Organisation).remove).
			As("reportin.remove", "4 G5 [D]", "单位撤销或迁出的移出名单", "an organisation that is gone comes off the list"),
	}
	rules = append(rules, governance.TimeRules[Organisation](KindOrganisation, phases(Arrived))...)
	return governance.Table[Organisation]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Listed, "应报到", "listed"), governance.PhaseOf(Arrived, "待对接", "arrived"),
			governance.PhaseOf(Joined, "已对接", "joined"), governance.FinalPhase(Removed, "已移出", "removed"),
		},
		Verbs: append([]governance.VerbLabel{
			on("list", "列入名单", "List"), on("report-in", "单位报到", "Report in"), on("accept", "对接", "Accept"), on("decline", "不予对接", "Decline"), on("leave", "结束对接", "Leave"),
			on("revise", "调整清单", "Revise"), on("deliver", "落实服务", "Deliver"), on("enrol", "报送名册", "Enrol"), on("count", "累计", "Count"), on("remove", "移出名单", "Remove"),
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(KindOrganisation, phases(Listed, Arrived, Joined, Removed), own.Or(community).Or(district), district, centre)...),
	}
}

func (b *Member) whoIsMember(to []governance.Address) []governance.Address {
	return append(to, governance.Person(b.Person))
}

func (b *Member) whoIsOrganisation(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Organisation))
}

func (b *Member) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Community))
}

// memberTable is the lifecycle of somebody's time on a list.
func memberTable() governance.Table[Member] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Member]()
	member := governance.By("member", "党员本人", "the member", (*Member).whoIsMember)
	own := governance.By("organisation", "单位党组织", "the organisation", (*Member).whoIsOrganisation)
	district := governance.By("district", "区委", "the district committee", (*Member).WhoIsDistrict)
	community := governance.By("community", "报到社区", "the community", (*Member).whoIsCommunity)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Member).WhoIsCentre)
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
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Expected, "应报到", "expected"), governance.PhaseOf(Serving, "已报到", "serving"), governance.FinalPhase(Departed, "已转出", "departed"),
		},
		Verbs: append([]governance.VerbLabel{
			on("enter", "列入名册", "Enter"), on("report-in", "党员报到", "Report in"), on("depart", "转出", "Depart"), on("log", "登记参与", "Log"), on("credit", "计入", "Credit"),
		}, governance.StandardVerbs()[2:]...),
		Rules: append(rules, governance.RecordRules(KindMember, phases(Expected, Serving, Departed), member.Or(own).Or(community), own, centre)...),
	}
}

// whoStillOwes is who has not reported in.
func (b *Member) whoStillOwes(to []governance.Address) []governance.Address {
	if b.Phase == Expected {
		to = b.whoIsMember(to)
	}
	return to
}

func (p *Participation) whoIsMember(to []governance.Address) []governance.Address {
	return append(to, governance.Person(p.Person))
}

func (p *Participation) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(p.Community))
}

// participationTable is the lifecycle of an entry of the log.
func participationTable() governance.Table[Participation] {
	phases, on := governance.Phases, governance.VerbOf
	member := governance.By("member", "党员本人", "the member", (*Participation).whoIsMember)
	community := governance.By("community", "社区", "the community", (*Participation).whoIsCommunity)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Participation).WhoIsCentre)
	rules := []governance.Rule[Participation]{
		governance.On(phases(governance.Unopened), phases(Claimed, Confirmed), governance.ByConsequence[Participation](), nil, (*Participation).record).
			As("participation.record", "4 G5 [R]", "一人同一半小时只计一次", "a half hour of somebody's counts once").Starting(LimitConfirm).Ending(LimitConfirm),
		governance.On(phases(Claimed), phases(Confirmed), community, nil, (*Participation).confirm).
			As("participation.confirm", "4 G5 [D]", "社区确认后计入", "it counts once the community has confirmed it").MustAct().Ending(LimitConfirm),
		governance.On(phases(Claimed, Confirmed), phases(Rejected), community, nil, (*Participation).reject).
			As("participation.reject", "4 G5 [D]", "不属实的不计入，已计入的扣回", "what is not so does not count, or no longer").Ending(LimitConfirm),
	}
	rules = append(rules, governance.TimeRules[Participation](KindParticipation, phases(Claimed))...)
	return governance.Table[Participation]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Claimed, "待确认", "claimed"), governance.FinalPhase(Confirmed, "已计入", "confirmed"), governance.FinalPhase(Rejected, "未计入", "rejected"),
		},
		Verbs: append([]governance.VerbLabel{
			on("record", "登记参与", "Record"), on("confirm", "确认", "Confirm"), on("reject", "不予计入", "Reject"),
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(KindParticipation, phases(Claimed, Confirmed, Rejected), member.Or(community), community, centre)...),
	}
}
