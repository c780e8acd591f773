package casework

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Progress reports how the handling stands (报告进展).
type Progress struct {
	Text string `json:"text" zh:"进展情况" en:"Progress" rule:"required,max=2000" personal:"content"`
}

// Verb is "progress".
func (Progress) Verb() string { return "progress" }

func (c *Case) canProgress(_ Progress, m *governance.Moment) error {
	if c.part(m, Taken, SentBack) == nil {
		return governance.Refuse("本单位没有在办的部分", "the unit has no part in hand")
	}
	return nil
}

func (c *Case) progress(_ Progress, m *governance.Moment) {
	c.Progressed = m.Now()
	if actsFor(m, c.Coordinator) { // it was asked how the whole stands
		c.Prompted = false
	}
}

// FinishStage reports a stage of a phased matter as done (完成阶段).
type FinishStage struct {
	Stage int    `json:"stage" zh:"第几阶段" en:"Stage, from 1" rule:"required,min=1,max=20"`
	Text  string `json:"text,omitempty" zh:"完成情况" en:"What was done" rule:"max=2000" personal:"content"`
}

// Verb is "finish-stage".
func (FinishStage) Verb() string { return "finish-stage" }

// stage returns the stage in hand, or nil when all are finished.
func (c *Case) stage() *Stage {
	for i := range c.Stages {
		if c.Stages[i].Finished.IsZero() {
			return &c.Stages[i]
		}
	}
	return nil
}

func (c *Case) canFinishStage(cmd FinishStage, m *governance.Moment) error {
	current := c.stage()
	if current == nil {
		return governance.Refuse("没有未完成的阶段", "there is no stage left to finish")
	}
	if cmd.Stage < 1 || cmd.Stage > len(c.Stages) || current != &c.Stages[cmd.Stage-1] {
		var f governance.Faults
		f.Add("stage", "not-current", "应按顺序完成当前阶段", "is not the stage in hand")
		return f.Err()
	}
	return c.reachesStages(c.Stages[cmd.Stage:], m)
}

func (c *Case) finishStage(_ FinishStage, m *governance.Moment) {
	c.stage().Finished = m.Now()
	c.Meet(m, LimitStage, c.lead().Unit)
	c.startStage(m)
	c.standStill(m)
}

// reachesStages asks whether the calendar will say when the first of some
// stages ends, if it begins now.
func (c *Case) reachesStages(stages []Stage, m *governance.Moment) error {
	if len(stages) == 0 {
		return nil
	}
	return m.Reaches(governance.Period{N: stages[0].Days, Unit: governance.WorkingDays})
}

// startStage starts the clock of the stage in hand, for the lead; when all are
// finished, that for completing.
func (c *Case) startStage(m *governance.Moment) {
	if c.stage() == nil {
		c.Start(m, LimitConclude, c.lead().Unit)
		return
	}
	c.StartFor(m, LimitStage, c.lead().Unit, governance.Period{N: c.stage().Days, Unit: governance.WorkingDays})
}

// RequestExtension asks for more time (申请延期).
type RequestExtension struct {
	Days   int    `json:"days" zh:"工作日" en:"Working days" rule:"required,min=1,max=250"`
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "request-extension".
func (RequestExtension) Verb() string { return "request-extension" }

// extensible are the limits of handling, which may be extended.
var extensible = []string{LimitCommunity, LimitTown, LimitImmediate, LimitStage, LimitAssist, LimitConclude, LimitExplain, LimitRework}

// HandlingLimits are the limits of handling, which may be extended.
func HandlingLimits() []string { return slices.Clone(extensible) }

// clock returns the running deadline of a unit's handling, or nil.
func (c *Case) clock(unit orgtree.Code) *governance.Deadline {
	for _, name := range extensible {
		if d := c.Deadline(name, unit); d != nil {
			return d
		}
	}
	return nil
}

func (c *Case) canRequestExtension(cmd RequestExtension, m *governance.Moment) error {
	u := c.part(m, Taken, SentBack)
	switch {
	case u == nil || c.clock(u.Unit) == nil:
		return governance.Refuse("本单位没有在办时限", "the unit has no running time limit")
	case c.clock(u.Unit).State(m.Now()) == governance.Missed:
		return errOverdue
	case c.clock(u.Unit).Period.Unit != governance.WorkingDays:
		return governance.Refuse("不以工作日计的时限不能延期", "only a limit in working days can be extended")
	case c.Extension != nil:
		return governance.Refuse("已有待决定的延期申请", "an extension is already asked for")
	case c.Extensions >= policy(m).MaxExtensions:
		return governance.Refuse("延期次数已用完", "no more extensions may be granted")
	}
	var f governance.Faults
	if cmd.Days > policy(m).MaxExtensionDays {
		f.Add("days", "out-of-range", "超过一次延期的上限", "is more than one extension may add")
	}
	return f.Err()
}

func (c *Case) requestExtension(cmd RequestExtension, m *governance.Moment) {
	c.Extension = &Extension{Unit: c.part(m, Taken, SentBack).Unit, Days: cmd.Days}
}

// GrantExtension is the centre's yes (同意延期).
type GrantExtension struct {
	Text string `json:"text,omitempty" zh:"意见" en:"Remark" rule:"max=1000" personal:"content"`
}

// Verb is "grant-extension".
func (GrantExtension) Verb() string { return "grant-extension" }

func (c *Case) canGrantExtension(_ GrantExtension, m *governance.Moment) error {
	if c.Extension == nil {
		return errNoExtension
	}
	d := c.clock(c.Extension.Unit)
	if d == nil {
		return governance.Refuse("该时限已结束", "the time limit has ended")
	}
	if d.State(m.Now()) == governance.Missed {
		return errOverdue
	}
	return m.Extends(d, c.Extension.Days)
}

var errOverdue = governance.Refuse("时限已过，不能延期", "the time limit has passed and cannot be extended")

var errNoExtension = governance.Refuse("没有待决定的延期申请", "no extension is asked for")

func (c *Case) grantExtension(_ GrantExtension, m *governance.Moment) {
	c.clock(c.Extension.Unit).Extend(m, c.Extension.Days)
	c.Extensions++
	c.Extension = nil
}

// DenyExtension is the centre's no (不同意延期).
type DenyExtension struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "deny-extension".
func (DenyExtension) Verb() string { return "deny-extension" }

func (c *Case) canDenyExtension(DenyExtension, *governance.Moment) error {
	if c.Extension == nil {
		return errNoExtension
	}
	return nil
}

func (c *Case) denyExtension(DenyExtension, *governance.Moment) { c.Extension = nil }

// owesExtension puts the matter on the centre's desk while an extension is
// asked for.
func (c *Case) owesExtension(to []governance.Address) []governance.Address {
	if c.Extension == nil {
		return to
	}
	return c.WhoIsCentre(to)
}

// Pause stops the clock while the resident owes information (挂起).
type Pause struct {
	Reason string `json:"reason" zh:"挂起理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "pause".
func (Pause) Verb() string { return "pause" }

func (c *Case) canPause(_ Pause, m *governance.Moment) error {
	if !c.Paused.IsZero() {
		return governance.Refuse("已经挂起", "the clock already stands still")
	}
	if c.Pauses >= policy(m).MaxPauses {
		return governance.Refuse("挂起次数已用完", "it has been paused as often as it may be")
	}
	u := c.part(m, Taken, SentBack)
	if u == nil || c.clock(u.Unit) == nil {
		return governance.Refuse("本单位没有在办时限", "the unit has no running time limit")
	}
	_, err := m.Calendar.Deadline(m.Now(), policy(m).PauseDays)
	return err
}

func (c *Case) pause(_ Pause, m *governance.Moment) {
	c.Paused = m.Now()
	c.Pauses++
	c.Head.Pause(m, extensible...)
	if until, err := m.Calendar.Deadline(m.Now(), policy(m).PauseDays); err == nil { // canPause has asked the same
		c.Schedule(until.Due(), "resume")
	}
}

// standStill stops what was started while the matter is paused, with the rest.
func (c *Case) standStill(m *governance.Moment) {
	if !c.Paused.IsZero() {
		c.Head.Pause(m, extensible...)
	}
}

// Resume starts the clock again (恢复计时); time does it by itself when the
// longest pause is over.
type Resume struct{}

// Verb is "resume".
func (Resume) Verb() string { return "resume" }

func (c *Case) canResume(_ Resume, m *governance.Moment) error {
	if c.Paused.IsZero() {
		return governance.Refuse("没有挂起", "the clock is running")
	}
	return c.Resumes(m)
}

func (c *Case) resume(_ Resume, m *governance.Moment) {
	c.Paused = zeroTime
	c.Unschedule("resume")
	c.Head.Resume(m)
}

// Explain seeks the resident's understanding for what cannot be done under
// present law, policy or means (解释说明).
type Explain struct {
	Text string `json:"text" zh:"解释说明" en:"Explanation" rule:"required,max=5000" personal:"content"`
}

// Verb is "explain".
func (Explain) Verb() string { return "explain" }

func (c *Case) explain(_ Explain, m *governance.Moment) {
	c.Explained = m.Now()
	c.Meet(m, LimitExplain, c.lead().Unit)
}

// Acknowledge records whether the resident's understanding was given.
type Acknowledge struct {
	Understood *bool  `json:"understood" zh:"是否谅解" en:"Understood" rule:"required"`
	Text       string `json:"text,omitempty" zh:"说明" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "acknowledge".
func (Acknowledge) Verb() string { return "acknowledge" }

func (c *Case) canAcknowledge(Acknowledge, *governance.Moment) error {
	if c.Explained.IsZero() {
		return errUnexplained
	}
	return nil
}

var errUnexplained = governance.Refuse("应先解释说明", "it has to be explained first")

func (c *Case) acknowledge(cmd Acknowledge, _ *governance.Moment) { c.Understood = cmd.Understood }

// Review is given by time on the day set for looking at the matter again.
type Review struct{}

// Verb is "review".
func (Review) Verb() string { return "review" }

// remember marks a matter that is done or closed as due to be looked at again:
// the centre may reopen it. Nothing runs on it.
func (c *Case) remember(Review, *governance.Moment) { c.ReviewDue = true }

func (c *Case) review(_ Review, m *governance.Moment) {
	c.ReviewDue = true
	centre := c.centre(m)
	c.Start(m, LimitReview, centre)
}

// owesReview puts the matter on the centre's desk when it is due to be looked
// at again.
func (c *Case) owesReview(to []governance.Address) []governance.Address {
	if !c.ReviewDue {
		return to
	}
	return c.WhoIsCentre(to)
}

// Reclassify moves the matter to another list, or sets another day to look at
// it again (调整清单).
type Reclassify struct {
	List     List        `json:"list" zh:"清单" en:"List" rule:"required"`
	Reason   string      `json:"reason" zh:"理由" en:"Reason" rule:"required,max=1000" personal:"content"`
	Stages   []Stage     `json:"stages,omitempty" zh:"阶段" en:"Stages" rule:"max=20"`
	ReviewOn *civil.Date `json:"reviewOn,omitempty" zh:"复查日" en:"To be looked at again on"`
}

// Verb is "reclassify".
func (Reclassify) Verb() string { return "reclassify" }

func (c *Case) canReclassify(cmd Reclassify, m *governance.Moment) error {
	if !c.Paused.IsZero() {
		return governance.Refuse("挂起期间不能调整清单", "not while the clock stands still")
	}
	var f governance.Faults
	if cmd.List == c.List && cmd.List != Understanding {
		f.Add("list", "unchanged", "已在该清单", "is the list it is on")
	}
	if cmd.List != Phased || len(cmd.Stages) > 0 { // a single stage is the default
		checkList(&f, cmd.List, cmd.Stages, cmd.ReviewOn, m)
	}
	if err := f.Err(); err != nil {
		return err
	}
	return c.reachesList(cmd.List, cmd.Stages, cmd.ReviewOn, m)
}

func (c *Case) reclassify(cmd Reclassify, m *governance.Moment) {
	for i := range c.Units {
		for _, name := range []string{LimitImmediate, LimitStage, LimitAssist, LimitConclude, LimitExplain, LimitTake, LimitRework} {
			c.Lift(m, name, c.Units[i].Unit)
		}
	}
	c.MeetAll(m, LimitReview)
	if cmd.List == Understanding { // nobody stands refused there
		c.MeetAll(m, LimitRuling)
	}
	c.Extension = nil
	c.Unschedule("review")
	if u := c.lead(); u.State == Done || u.State == Passed { // another list is another task
		u.State, u.DoneAt = SentBack, zeroTime
	}
	if limit, ok := policy(m).Limit(LimitStage, c.Category); ok && cmd.List == Phased && len(cmd.Stages) == 0 {
		cmd.Stages = []Stage{{Name: limit.Label.Zh, Days: limit.Period.N}}
	}
	c.enlist(cmd.List, cmd.Stages, cmd.ReviewOn, m)
}

// canReconsider is what reclassify asks of a matter that was closed as
// understood and is due to be looked at again: it stays on its list, with another
// day, or is reopened first.
func (c *Case) canReconsider(cmd Reclassify, m *governance.Moment) error {
	if !c.ReviewDue {
		return governance.Refuse("尚未到复查日", "it is not due to be looked at again")
	}
	var f governance.Faults
	if cmd.List != "" && cmd.List != Understanding {
		f.Add("list", "reopen-first", "应先重新办理", "has to be reopened first")
	}
	checkList(&f, Understanding, cmd.Stages, cmd.ReviewOn, m)
	if err := f.Err(); err != nil {
		return err
	}
	return c.reachesList(Understanding, nil, cmd.ReviewOn, m)
}

func (c *Case) reconsider(cmd Reclassify, m *governance.Moment) {
	c.ReviewDue = false
	c.lookAgain(cmd.ReviewOn, m)
}

// Urge reminds those who handle the matter (催办), and asks the coordinating
// unit how it stands.
type Urge struct {
	Text string `json:"text,omitempty" zh:"催办意见" en:"Remark" rule:"max=1000" personal:"content"`
}

// Verb is "urge".
func (Urge) Verb() string { return "urge" }

func (c *Case) urge(_ Urge, m *governance.Moment) {
	c.Urged++
	if slices.Contains(beingHandled, c.Phase) && !actsFor(m, c.Coordinator) {
		c.Prompted = true
	}
}

// Supervise puts the matter under the centre's supervision (督办).
type Supervise struct {
	Text string `json:"text" zh:"督办意见" en:"Directive" rule:"required,max=2000" personal:"content"`
}

// Verb is "supervise".
func (Supervise) Verb() string { return "supervise" }

func (c *Case) supervise(Supervise, *governance.Moment) { c.Supervised++ }
