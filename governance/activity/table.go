package activity

import (
	"context"
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity/fixedday"
	"github.com/jinlin-project/jinlin/governance/activity/signup"
)

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitAccount = "account"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitApprove, 3, governance.WorkingDays, "4 G12 [D]").
			Say("审核", "agreeing", "提议后3个工作日内答复", "a proposal is answered within 3 working days"),
		governance.LimitOf(LimitAccount, 5, governance.WorkingDays, "4 G12 [D]").
			Say("小结", "the account", "结束后5个工作日内小结", "the account is given within 5 working days of the end"),
	}
}

// audience is everybody once it is announced; a proposal is seen by who made it
// and by who decides.
func (a *Activity) audience(to []governance.Address) []governance.Address {
	to = a.WhoIsCentre(a.WhoIsSubject(a.WhoHosts(to)))
	if a.Phase == Proposed || a.Outcome == Declined || a.Outcome == Retracted || a.Outcome == Lapsed {
		return to
	}
	for _, p := range a.Partners {
		to = append(to, governance.Unit(p.Unit))
	}
	return append(to, governance.Unit(a.District), governance.Public)
}

func rules(host, proposer governance.Authority[Activity]) []governance.Rule[Activity] {
	phases := governance.Phases
	anyone, time, follows := governance.ByAnyone[Activity](), governance.BySystem[Activity](), governance.ByConsequence[Activity]()
	return []governance.Rule[Activity]{
		governance.On(phases(governance.Unopened), phases(Proposed, Open), anyone, (*Activity).canAnnounce, (*Activity).announce).
			As("activity.announce", "4 G12", "属地组织发布活动；其他单位、居民可以提议", "the organisation of the place announces an activity; others may propose one").Starting(LimitApprove),
		governance.On(phases(governance.Unopened), phases(Open), follows, nil, (*Activity).recur).
			As("activity.recur", "4 G12", "固定活动日到期自动发布", "a fixed day announces its next by itself"),
		governance.On(phases(Proposed), phases(Open), host, nil, (*Activity).approve).
			As("activity.approve", "4 G12 [D]", "属地组织审核同意后发布", "a proposal that the organisation of the place agrees to is announced").MustAct().Ending(LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), host, nil, (*Activity).decline).
			As("activity.decline", "4 G12 [D]", "不同意的说明理由", "one that it does not agree to is declined, with the reason").Ending(LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), proposer, nil, (*Activity).retract).
			As("activity.retract", "4 G12 [D]", "提议人可以撤回", "who proposed it may take it back").Ending(LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), time, nil, (*Activity).lapse).
			As("activity.lapse", "4 G12 [D]", "至拟定开始时间仍未答复的提议失效", "a proposal lapses that was not answered before it would begin").Ending(LimitApprove),
		withRoll(governance.On(phases(Open), nil, host, (*Activity).canAmend, (*Activity).amend).
			As("activity.amend", "4 G12 [D]", "开始前可以调整，增加的名额按先后递补", "it may be changed until it begins; further places go to those who wait"), "waiting"),
		governance.On(phases(Open), nil, anyone, (*Activity).canJoin, (*Activity).join).
			As("activity.sign-up", "4 G12", "任何人可以报名，满额后候补，绝不超额", "anybody may sign up; when it is full they wait; it is never overbooked"),
		withRoll(governance.On(phases(Open), nil, follows, nil, (*Activity).vacate).
			As("activity.vacate", "4 G12 [D]", "退出的名额同时由候补第一位递补", "a place that is given back goes to the first of those waiting in the same commit"), "waiting"),
		withRoll(governance.On(phases(Open), phases(Underway), time, nil, (*Activity).begin).
			As("activity.begin", "4 G12 [D]", "开始时报名截止", "sign-up ends when it begins"), "waiting"),
		governance.On(phases(Underway, Over), nil, follows, nil, (*Activity).come).
			As("activity.came", "4 G12", "到场人数随签到增加", "who comes is counted with the check-in"),
		governance.On(phases(Underway), phases(Over), time, nil, (*Activity).end).
			As("activity.end", "4 G12", "结束后应小结", "when it is over an account is owed").Starting(LimitAccount),
		withRoll(governance.On(phases(Over), phases(Concluded), host, nil, (*Activity).conclude).
			As("activity.conclude", "4 G12", "活动小结：情况和未报名到场人数", "the account: how it was, and how many came without signing up").MustAct().Ending(LimitAccount), "seated"),
		withRoll(withRoll(governance.On(phases(Open, Underway), phases(Dropped), host, nil, (*Activity).cancel).
			As("activity.cancel", "4 G12 [D]", "可以取消并说明理由，告知已报名的人", "it may be called off with the reason; those who signed up are told"), "waiting"), "seated"),
	}
}

// withRoll has a row told whose sign-ups stand in a phase.
func withRoll(r governance.Rule[Activity], whose string) governance.Rule[Activity] {
	return governance.Asking(r, signup.Kind, whose, func(a *Activity, _ governance.Command, _ *governance.Moment) signup.OfActivity {
		return signup.OfActivity{Activity: a.ID}
	})
}

func table() governance.Table[Activity] {
	on := governance.VerbOf
	host := governance.By("host", "主办单位或社区", "the organiser or the community", (*Activity).WhoHosts)
	proposer := governance.By("proposer", "提议人", "who proposed it", (*Activity).WhoIsSubject)
	return governance.Table[Activity]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待审核", "proposed"), governance.PhaseOf(Open, "报名中", "open"), governance.PhaseOf(Underway, "进行中", "under way"),
			governance.PhaseOf(Over, "待小结", "over"), governance.FinalPhase(Concluded, "已小结", "concluded"), governance.FinalPhase(Dropped, "未举办", "not held"),
		},
		Verbs: []governance.VerbLabel{
			on("announce", "发布活动", "Announce"), on("recur", "定期发布", "Announce again"), on("approve", "同意", "Approve"), on("decline", "不同意", "Decline"),
			on("retract", "撤回提议", "Retract"), on("lapse", "失效", "Lapse"), on("amend", "调整", "Amend"), on("sign-up", "报名", "Sign up"), on("vacate", "退出", "Vacate"),
			on("begin", "开始", "Begin"), on("came", "到场", "Came"), on("end", "结束", "End"), on("conclude", "活动小结", "Conclude"), on("cancel", "取消", "Cancel"),
		},
		Rules: rules(host, proposer),
	}.Timed(Proposed, Over).Kept(host.Or(proposer), host)
}

// Books are the books of this institution.
type Books struct {
	Activities *governance.Book[Activity]
	SignUps    *governance.Book[signup.SignUp]
	FixedDays  *governance.Book[fixedday.FixedDay]
}

// Shelves are those of all books, to be assembled.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Activities.Shelf, b.SignUps.Shelf, b.FixedDays.Shelf}
}

// New returns the books; nil takes the default limits.
func New(limits governance.Limits) (Books, error) {
	activities, err := newActivities(limits.Or(DefaultLimits()))
	signUps, signUpErr := signup.New()
	days, dayErr := fixedday.New()
	return Books{activities, signUps, days}, errors.Join(err, signUpErr, dayErr)
}

func newActivities(limits governance.Limits) (*governance.Book[Activity], error) {
	return governance.NewBook(governance.Institution[Activity]{
		Kind: Kind, Path: "activities", Source: "4 G12", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{Declined, Retracted, Lapsed},
		Label:    governance.Text{Zh: "活动", En: "activity"},
		Sentence: governance.Text{Zh: "邻里活动：发布或提议、报名候补、签到、小结", En: "what neighbours do together: announced or proposed, signed up for, held, accounted for"},
		Table:    table(),
		File: func(a *Activity, h *governance.Header) {
			h.Unit, h.Category, h.Person, h.Title = string(a.Host), string(a.Theme), a.Subject, a.Title
			if a.Benefit {
				h.Class = "public-benefit"
			}
		},
		Audience: (*Activity).audience,
		Asks:     []governance.Question{askParticipation()},
	})
}

// Participation is what came of the activities of a period: those that were held
// and accounted for, how many of them for the public benefit (公益活动), how many
// took part (参与人次), and how many of those who had signed up came.
type Participation struct {
	Activities     int64            `json:"activities"`
	PublicBenefit  int64            `json:"publicBenefit"`
	Participations int64            `json:"participations"`
	SignedUp       governance.Ratio `json:"signedUp"`
}

func (p *Participation) add(a *Activity) {
	p.Activities++
	if a.Benefit {
		p.PublicBenefit++
	}
	p.Participations += int64(a.Came + a.Others)
	p.SignedUp.Num += int64(a.Came)
	p.SignedUp.Den += int64(a.Came + a.Absent)
}

// askParticipation answers for the activities announced in a period.
func askParticipation() governance.Question {
	return governance.Ask("participation", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Participation, err error) {
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		q.Phases, q.Limit = governance.Phases(Concluded), 1000
		err = governance.EachOf(ctx, r, q, out.add)
		return out, err
	}).As("4 G12 [F]", governance.Text{Zh: "活动参与", En: "participation"},
		governance.Text{Zh: "已举办并小结的活动、其中公益活动、参与人次、报名到场率", En: "activities held and accounted for, those for the public benefit, participations, and who of those signed up came"})
}
