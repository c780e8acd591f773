package casework

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindSample is the kind under which samples are kept.
const KindSample = "sample"

// The phases of a sample.
const (
	PhaseDrawn     governance.Phase = "drawn"     // 已抽取: waits for the round
	PhaseCalled    governance.Phase = "called"    // 待检查: the round has begun
	PhaseAccepted  governance.Phase = "accepted"  // 合格
	PhaseRejected  governance.Phase = "rejected"  // 不合格
	PhaseOvertaken governance.Phase = "overtaken" // 已终止: the work is done anew anyway
)

// LimitSample is the time limit for looking at a sample.
const LimitSample = "sample"

// A Verdict is what came of a sample: its outcome.
type Verdict string

// The verdicts.
const (
	Accepted         Verdict = "accepted"  // 合格
	ReturnedToUnits  Verdict = "sent-back" // 不合格，已退回
	ReopenedByCentre Verdict = "reopened"  // 不合格，已重新办理
	TooLate          Verdict = "too-late"  // 不合格，已不能退回或重办
	Overtaken        Verdict = "overtaken" // 事项另行退回或重办，抽查终止
)

// Choices lists the verdicts with their labels.
func (Verdict) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: string(Accepted), Label: governance.Text{Zh: "合格", En: "accepted"}},
		{Code: string(ReturnedToUnits), Label: governance.Text{Zh: "不合格，已退回", En: "rejected and sent back"}},
		{Code: string(ReopenedByCentre), Label: governance.Text{Zh: "不合格，已重新办理", En: "rejected and reopened"}},
		{Code: string(TooLate), Label: governance.Text{Zh: "不合格，已不能退回或重办", En: "rejected too late to come back"}},
		{Code: string(Overtaken), Label: governance.Text{Zh: "事项另行退回或重办，抽查终止", En: "worked on anew before it was looked at"}},
	}
}

// A Sample is one matter, drawn from all that passed, for the centre to look at
// (抽查, 2.2): "the centre draws samples of everything at regular intervals and can
// send any of it back". It holds nothing personal of the matter, and never stops
// it: the matter is answered, posted, rated and closed meanwhile.
type Sample struct {
	governance.Head

	Matter    uuid.UUID      `json:"matter" zh:"事项" en:"Matter"`
	Of        string         `json:"matterSerial" zh:"事项编号" en:"Serial of the matter"`
	Community orgtree.Code   `json:"community" zh:"社区" en:"Community"`
	Category  string         `json:"category,omitempty" zh:"类别" en:"Category"`
	Unit      orgtree.Code   `json:"unit" zh:"牵头单位" en:"Unit that led"`
	Units     []orgtree.Code `json:"units" zh:"办理单位" en:"Units"`
	Completed time.Time      `json:"completed" zh:"办结时间" en:"Completed"`
	Round     civil.Date     `json:"round" zh:"集中检查日" en:"Round begins"`
	Finding   string         `json:"finding,omitempty" zh:"检查情况" en:"Finding" personal:"content"`
}

// Draw opens a sample of what has just passed (抽取).
type Draw struct {
	Matter    uuid.UUID      `json:"matter" zh:"事项" en:"Matter" rule:"required"`
	Serial    string         `json:"matterSerial" zh:"事项编号" en:"Serial of the matter"`
	Community orgtree.Code   `json:"community" zh:"社区" en:"Community" rule:"required"`
	Category  string         `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Unit      orgtree.Code   `json:"unit" zh:"牵头单位" en:"Unit that led" rule:"required"`
	Units     []orgtree.Code `json:"units" zh:"办理单位" en:"Units" rule:"required,max=100"`
	Completed time.Time      `json:"completed" zh:"办结时间" en:"Completed" rule:"required"`
}

// Verb is "draw".
func (Draw) Verb() string { return "draw" }

// Site is the community of the matter, whose district's sample it is.
func (d Draw) Site() orgtree.Code { return d.Community }

func (s *Sample) draw(cmd Draw, m *governance.Moment) {
	s.Matter, s.Of, s.Community, s.Category = cmd.Matter, cmd.Serial, cmd.Community, cmd.Category
	s.Unit, s.Units, s.Completed = cmd.Unit, cmd.Units, cmd.Completed
	s.Round = policy(m).SampleRound.After(civil.DateOf(m.Now()))
	s.Schedule(s.Round.Start(), "call")
}

// Call is given by time when the round begins (到期检查).
type Call struct{}

// Verb is "call".
func (Call) Verb() string { return "call" }

func (s *Sample) call(_ Call, m *governance.Moment) {
	s.Start(m, LimitSample, m.UnitAt(governance.Of(orgtree.Centre, s.District)))
}

// owed says whose desk it lies on: the centre's, once the round has begun, or
// will not begin by itself any more.
func (s *Sample) owed(to []governance.Address) []governance.Address {
	if _, waits := s.Scheduled("call"); waits {
		return to
	}
	return s.centre(to)
}

// Accept is the centre's yes (抽查合格).
type Accept struct {
	Text string `json:"text,omitempty" zh:"检查情况" en:"Finding" rule:"max=2000" personal:"content"`
}

// Verb is "accept".
func (Accept) Verb() string { return "accept" }

func (s *Sample) accept(cmd Accept, m *governance.Moment) {
	s.Finding = cmd.Text
	s.judge(m, Accepted)
}

// Reject is the centre's no (抽查不合格): the matter comes back, if it still can.
type Reject struct {
	Reason string `json:"reason" zh:"不合格理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }

// reject asks the matter back, which says in the same commit what came of it.
func (s *Sample) reject(cmd Reject, m *governance.Moment) {
	s.Finding = cmd.Reason
	s.MeetAll(m, LimitSample)
	m.Send(caseRef(s.Matter), Recall{Sample: s.ID, Reason: cmd.Reason})
}

// Recalled is the matter's answer to a sample that found it wanting.
type Recalled struct {
	Verdict Verdict `json:"verdict" zh:"结果" en:"Verdict" rule:"required"`
}

// Verb is "recalled".
func (Recalled) Verb() string { return "recalled" }

func (s *Sample) recalled(cmd Recalled, m *governance.Moment) { s.judge(m, cmd.Verdict) }

// Overtake ends a sample of work that is done anew anyway: the matter was sent
// back or reopened before anybody looked.
type Overtake struct{}

// Verb is "overtake".
func (Overtake) Verb() string { return "overtake" }

func (s *Sample) overtake(_ Overtake, m *governance.Moment) { s.Close(m, string(Overtaken)) }

// judge ends the sample; who looked in time met the limit.
func (s *Sample) judge(m *governance.Moment, v Verdict) {
	s.MeetAll(m, LimitSample)
	s.Close(m, string(v))
}

func (s *Sample) centre(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Centre, s.District))
}

// audience are the centre, and those whose work it is: they may know.
func (s *Sample) audience(to []governance.Address) []governance.Address {
	to = append(s.centre(to), governance.Unit(s.District), governance.Unit(s.Community))
	for _, u := range s.Units {
		to = append(to, governance.Unit(u))
	}
	return to
}
