package activity

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// KindFixedDay is the kind under which fixed days are kept.
const KindFixedDay = "fixed-day"

// The phases of a fixed day.
const (
	OnTrial   governance.Phase = "trial"     // 试行
	Permanent governance.Phase = "permanent" // 固定
	Stopped   governance.Phase = "stopped"   // 已停止
)

// A FixedDay is a day that comes round and on which the same is done each time
// (固定活动日).
type FixedDay struct {
	governance.Head
	Plan
	Day Day `json:"day" zh:"活动日" en:"Fixed day"`
	Times
	Hosted
	Last      civil.Date `json:"last,omitzero" zh:"最近一次" en:"Last announced"`
	Next      civil.Date `json:"next,omitzero" zh:"下次" en:"Next"`
	Announced int        `json:"announced,omitempty" zh:"已发布次数" en:"Announced so far"`
}

// A Day is which of the fixed days it is.
type Day string

// Choices lists the fixed days with their labels.
func (Day) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("party", "党员日", "members' day"), governance.ChoiceOf("love", "爱邻日", "love-your-neighbour day"),
		governance.ChoiceOf("harmony", "睦邻日", "good-neighbour day"), governance.ChoiceOf("other", "其他固定活动日", "another"),
	}
}

// Times are when an activity of a fixed day is held and announced.
type Times struct {
	Rule    governance.Recurrence `json:"rule" zh:"周期" en:"Comes round" rule:"required"`
	At      string                `json:"at" zh:"开始时刻" en:"Begins at, as 15:04" rule:"required,max=5"`
	Minutes int                   `json:"minutes" zh:"时长（分钟）" en:"Minutes" rule:"required,min=10,max=1440"`
	Ahead   int                   `json:"ahead" zh:"提前几天发布" en:"Announced how many days ahead" rule:"required,min=1,max=60"`
}

// clock is the time of day as an offset from midnight, and whether it is one.
func (t *Times) clock() (time.Duration, bool) {
	at, err := time.Parse("15:04", t.At)
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute, err == nil
}

func (t *Times) faults(f *governance.Faults) {
	t.Rule.Faults(f, "rule")
	if _, ok := t.clock(); t.At != "" && !ok {
		f.Add("at", "bad-time", "应为时刻，如09:30", "is not a time of day")
	}
}

// Institute begins a fixed day (设立), on trial or at once for good.
type Institute struct {
	Plan
	Times
	Day   Day  `json:"day" zh:"活动日" en:"Fixed day" rule:"required"`
	Trial bool `json:"trial,omitempty" zh:"试行" en:"On trial"`
}

// Verb is "institute".
func (Institute) Verb() string { return "institute" }

// Establish makes permanent what was on trial (转为固定).
type Establish struct{}

// Verb is "establish".
func (Establish) Verb() string { return "establish" }

// Revise sets other times from the next on (改期).
type Revise struct{ Times }

// Verb is "revise".
func (Revise) Verb() string { return "revise" }

// OpenNext is given by time when the next is to be announced.
type OpenNext struct{}

// Verb is "open-next".
func (OpenNext) Verb() string { return "open-next" }

// Stop ends a fixed day; what has been announced stays (停止).
type Stop struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "stop".
func (Stop) Verb() string { return "stop" }

func (d *FixedDay) canInstitute(cmd Institute, m *governance.Moment) error {
	var f governance.Faults
	cmd.Plan.faults(&f, m)
	cmd.Times.faults(&f)
	if err := f.Err(); err != nil {
		return err
	}
	if _, ok := m.AnswersFor(cmd.Place); !ok {
		return governance.Refuse("只有属地组织可以设立固定活动日", "only an organisation that answers for the place institutes a fixed day")
	}
	return nil
}

func (d *FixedDay) institute(cmd Institute, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	d.Plan, d.Day, d.Hosted = cmd.Plan, cmd.Day, hosted(m.Acting.Unit, cmd.Place, m)
	d.Phase = Permanent
	if cmd.Trial {
		d.Phase = OnTrial
	}
	d.setTimes(cmd.Times, m)
}

func (d *FixedDay) establish(Establish, *governance.Moment) {}

func (d *FixedDay) canRevise(cmd Revise, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Times.faults(&f)
	return f.Err()
}

func (d *FixedDay) revise(cmd Revise, m *governance.Moment) { d.setTimes(cmd.Times, m) }

// setTimes plans from the day after today, or after what has been announced.
func (d *FixedDay) setTimes(t Times, m *governance.Moment) {
	d.Times = t
	d.plan(max(civil.DateOf(m.Now()), d.Last), m)
}

// plan finds the first day after a day, and when it will be announced; a rule that
// never falls due again announces nothing more.
func (d *FixedDay) plan(after civil.Date, m *governance.Moment) {
	d.Next, _ = d.Rule.Next(after, m.Calendar)
	d.Unschedule("open-next")
	if d.Next == 0 {
		return
	}
	at := d.Next.AddDays(-d.Ahead).Start().Add(announceAt)
	if at.Before(m.Now()) {
		at = m.Now()
	}
	d.Schedule(at, "open-next")
}

// announceAt is the time of day at which an activity is announced [D].
const announceAt = 8 * time.Hour

func (d *FixedDay) openNext(_ OpenNext, m *governance.Moment) {
	at, _ := d.clock()
	begins := d.Next.Start().Add(at)
	plan := d.Plan
	plan.Place, _ = m.Org.Successor(d.Place)
	m.Open(Kind, Recur{Plan: plan, Begins: begins, Ends: begins.Add(time.Duration(d.Minutes) * time.Minute), Host: d.Host})
	d.Last = d.Next
	d.Announced++
	d.plan(d.Last, m)
}

func (d *FixedDay) stop(_ Stop, m *governance.Moment) {
	d.Next = 0
	d.Close(m, string(Stopped))
}

func fixedDayTable() governance.Table[FixedDay] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time := governance.ByAnyone[FixedDay](), governance.BySystem[FixedDay]()
	host := governance.By("host", "主办单位或社区", "the organiser or the community", (*FixedDay).whoHosts)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*FixedDay).WhoIsCentre)
	rules := []governance.Rule[FixedDay]{
		governance.On(phases(governance.Unopened), phases(OnTrial, Permanent), anyone, (*FixedDay).canInstitute, (*FixedDay).institute).
			As("fixed-day.institute", "4 G12 [F]", "属地组织设立党员日、爱邻日、睦邻日，可先试行", "an organisation institutes a day for what it answers for, perhaps on trial"),
		governance.On(phases(OnTrial), phases(Permanent), host, nil, (*FixedDay).establish).
			As("fixed-day.establish", "4 G12 [F]", "试行成熟的转为固定", "what has proved itself on trial is made permanent"),
		governance.On(phases(OnTrial, Permanent), nil, host, (*FixedDay).canRevise, (*FixedDay).revise).
			As("fixed-day.revise", "4 G12 [D]", "可以调整周期和时间，已发布的不变", "its times may be set anew; what has been announced stays"),
		governance.On(phases(OnTrial, Permanent), nil, time, nil, (*FixedDay).openNext).
			As("fixed-day.open-next", "4 G12 [D]", "到期自动发布下一次活动，遇休息日按规则顺延、提前或取消", "the next activity is announced by itself; on a day off it moves or is left out, as the rule says"),
		governance.On(phases(OnTrial, Permanent), phases(Stopped), host, nil, (*FixedDay).stop).
			As("fixed-day.stop", "4 G12 [D]", "可以停止，已发布的活动照常", "it may be stopped; what has been announced is held"),
	}
	rules = append(rules, governance.RecordRules(KindFixedDay, phases(OnTrial, Permanent, Stopped), host, host, centre)...)
	return governance.Table[FixedDay]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(OnTrial, "试行", "on trial"), governance.PhaseOf(Permanent, "固定", "permanent"), governance.FinalPhase(Stopped, "已停止", "stopped"),
		},
		Verbs: append([]governance.VerbLabel{
			on("institute", "设立固定活动日", "Institute"), on("establish", "转为固定", "Make permanent"), on("revise", "调整时间", "Revise"),
			on("open-next", "发布下一次", "Announce the next"), on("stop", "停止", "Stop"),
		}, governance.RecordVerbs()...),
		Rules: rules,
	}
}

// NewFixedDays returns the book of fixed days.
func NewFixedDays() (*governance.Book[FixedDay], error) {
	return governance.NewBook(governance.Institution[FixedDay]{
		Kind: KindFixedDay, Path: "fixed-days", Source: "4 G12", Schema: 1,
		Label:    governance.Text{Zh: "固定活动日", En: "fixed day"},
		Sentence: governance.Text{Zh: "党员日、爱邻日、睦邻日按周期自动发布活动", En: "days that come round by a rule and announce their activities by themselves"},
		Table:    fixedDayTable(),
		File: func(d *FixedDay, h *governance.Header) {
			h.Unit, h.Category, h.Title = string(d.Host), string(d.Day), d.Title
		},
		Audience: func(d *FixedDay, to []governance.Address) []governance.Address {
			return append(d.WhoIsCentre(d.whoHosts(to)), governance.Unit(d.District), governance.Public)
		},
	})
}
