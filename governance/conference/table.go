package conference

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitReply   = "reply"
	LimitMinutes = "minutes"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitReply, 2, governance.WorkingDays, "4 G1 [D]").
			Say("回执", "replying", "收到会议通知后2个工作日内回执", "within 2 working days of being invited a unit says whether it comes"),
		governance.LimitOf(LimitMinutes, 3, governance.WorkingDays, "4 G1 [D]").
			Say("纪要", "the minutes", "会后3个工作日内印发纪要", "the minutes are out within 3 working days of the session"),
		governance.LimitOf(problem.LimitConfirm, 5, governance.WorkingDays, "4 G1 [D]").
			Say("销号", "confirming", "报解决后5个工作日内由提出单位确认", "within 5 working days whoever raised a problem says whether it is solved; silence never counts as solved"),
	}
}

// whoOwesReply are the invited units that have not said whether they come.
func (c *Conference) whoOwesReply(to []governance.Address) []governance.Address {
	for _, unit := range c.Seats.Silent() {
		to = append(to, governance.Unit(unit))
	}
	return to
}

func table(host, invited governance.Authority[Conference]) governance.Table[Conference] {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[Conference]()
	return governance.Table[Conference]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Convened, "已召集", "convened"), governance.PhaseOf(InSession, "会议中", "in session"), governance.PhaseOf(FollowUp, "落实中", "followed up"),
			governance.FinalPhase(Settled, "已落实", "settled"), governance.FinalPhase(Cancelled, "已取消", "called off"),
		},
		Verbs: []governance.VerbLabel{
			on("convene", "召集会议", "Convene"), on("set-agenda", "调整议程", "Set the agenda"), on("reply", "回执", "Reply"), on("postpone", "改期", "Postpone"), on("cancel", "取消", "Call off"),
			on("begin", "开会", "Begin"), on("take-roll", "签到", "Take the roll"), on("raise", "提出问题", "Raise a problem"), on("decide", "作出决定", "Decide"), on("adjourn", "散会", "Adjourn"),
			governance.ReferVerbs()[1],
		},
		Rules: []governance.Rule[Conference]{
			governance.On(phases(governance.Unopened), phases(Convened), host, (*Conference).canConvene, (*Conference).convene).
				As("conference.convene", "4 G1 [R]", "区、镇街、社区召集联席会议，定议程和参会单位", "a district, town or community convenes, with an agenda and the units invited").Starting(LimitReply),
			governance.On(phases(Convened), nil, host, nil, (*Conference).setAgenda).
				As("conference.set-agenda", "4 G1 [D]", "会前可以调整议程", "the agenda may be set anew before the session"),
			governance.On(phases(Convened), nil, invited, (*Conference).canReply, (*Conference).reply).
				As("conference.reply", "4 G1 [D]", "参会单位回执，不能参会的请假", "the invited units say whether they come, and why not").Owed((*Conference).whoOwesReply).Ending(LimitReply),
			governance.On(phases(Convened), nil, host, (*Conference).canPostpone, (*Conference).postpone).
				As("conference.postpone", "4 G1 [D]", "可以改期，重新回执", "it may be postponed, and everybody is asked again").Starting(LimitReply),
			governance.On(phases(Convened), phases(Cancelled), host, (*Conference).canCancel, (*Conference).cancel).
				As("conference.cancel", "4 G1 [D]", "没有未了结问题的可以取消", "it may be called off while no problem is open").Ending(LimitReply),
			governance.On(phases(Convened), phases(InSession), host, (*Conference).canBegin, (*Conference).begin).
				As("conference.begin", "4 G1 [R]", "到期召开", "the session begins on its day").MustAct().Starting(LimitMinutes).Ending(LimitReply),
			governance.On(phases(InSession), nil, host, (*Conference).canTakeRoll, (*Conference).takeRoll).
				As("conference.take-roll", "4 G1 [R]", "签到：出席、委托代会、请假、缺席", "the roll: present, by deputy, excused, absent"),
			governance.On(phases(Convened, InSession), nil, invited.Or(host), (*Conference).canRaise, (*Conference).raise).
				As("conference.raise", "4 G1 [R]", "参会单位会前会上提出问题", "the units raise problems, before the session or in it"),
			governance.On(phases(InSession, FollowUp), nil, host, (*Conference).canDecide, (*Conference).decide).
				As("conference.decide", "4 G1 [R]", "会议作出决定，会后可以补充决定", "the conference decides; more may be decided while it is followed up"),
			governance.On(phases(InSession), phases(FollowUp, Settled), host, (*Conference).canAdjourn, (*Conference).adjourn).
				As("conference.adjourn", "4 G1 [R]", "印发纪要，跟踪落实", "the minutes are out, and what was decided is followed up").MustAct().Ending(LimitMinutes),
			governance.On(phases(Convened, InSession), nil, cause, nil, (*Conference).hearEnd).
				As("conference.concluded", "4 G1 [R]", "问题、决定了结相应计数", "a problem or decision that ends is counted"),
			governance.On(phases(FollowUp), phases(FollowUp, Settled), cause, nil, (*Conference).hearEnd).
				As("conference.concluded.follow-up", "4 G1 [R]", "问题和决定全部了结，会议即办结", "it ends when the last of its problems and decisions has"),
		},
	}.Timed(Convened, InSession).Kept(host.Or(invited), host)
}

// Books are the institutions of the package.
type Books struct {
	Conferences *governance.Book[Conference]
	Problems    *governance.Book[problem.Problem]
	Decisions   *governance.Book[decision.Decision]
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Conferences.Shelf, b.Problems.Shelf, b.Decisions.Shelf}
}

// New returns the books; nil takes the default limits. task is the kind of what action
// items become, matter that of what a problem is handed over as.
func New(limits governance.Limits, task, matter string) (b Books, err error) {
	limits = limits.Or(DefaultLimits())
	if b.Problems, err = problem.New(limits, matter); err != nil {
		return b, err
	}
	if b.Decisions, err = decision.New(task); err != nil {
		return b, err
	}
	host := governance.ByUnitOf("host", "召集单位", "who convenes", func(c *Conference) orgtree.Code { return c.Host })
	invited := governance.ByUnitsOf("invited", "参会单位", "the invited units", func(c *Conference) []orgtree.Code { return c.Seats.Units() })
	b.Conferences, err = governance.NewBook(governance.Institution[Conference]{
		Kind: Kind, Path: "conferences", Source: "4 G1 [R]", Schema: 1, Serials: true, Policy: limits, Class: "level", Uncounted: []string{string(Cancelled)},
		Label:    governance.Text{Zh: "联席会议", En: "joint conference"},
		Sentence: governance.Text{Zh: "联席会议：召集、议程、签到，提出的问题和作出的决定跟踪到底", En: "a joint conference: convened, with agenda and roll; problems raised and decisions taken are followed to the end"},
		Table:    table(host, invited),
		File: func(c *Conference, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(c.Host), string(c.Level), c.Title
		},
		Audience: governance.Seen(host, invited),
		Asks:     []governance.Question{askResults()},
	})
	return b, err
}
