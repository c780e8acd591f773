package supervision

import (
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The phases of a round.
const (
	Held     governance.Phase = "held"     // 进行中
	Righting governance.Phase = "righting" // 整改中
	Closed   governance.Phase = "closed"   // 已办结
)

// The outcomes of a round.
const (
	Clean     = "clean"     // 未发现问题
	Rectified = "rectified" // 全部整改
	Partly    = "partly"    // 部分未整改
)

// taskDone is the outcome of a task that was done.
const taskDone = "done"

// A Round is one round of reporting, inspection, tracking or evaluation (一轮). What it
// has referred are the tasks that its findings became.
type Round struct {
	governance.Head
	governance.Referrals
	Title  string         `json:"title" zh:"名称" en:"Title"`
	Form   Form           `json:"form" zh:"形式" en:"Form"`
	Unit   orgtree.Code   `json:"unit" zh:"组织单位" en:"Who holds it"`
	Scope  orgtree.Code   `json:"scope" zh:"对象（含下级）" en:"Over whom, with those below"`
	Marks  []Mark         `json:"marks,omitempty" zh:"考评等次" en:"Grades"`
	Report string         `json:"report,omitempty" zh:"通报" en:"Report" personal:"content"`
	To     []orgtree.Code `json:"to,omitempty" zh:"主送单位" en:"Units it is sent to"`
}

// A Mark is how a unit did in an evaluation.
type Mark struct {
	Unit  orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Grade Grade        `json:"grade" zh:"等次" en:"Grade"`
}

// A Grade is one of four, as scores have them.
type Grade string

// Choices lists the grades with their labels.
func (Grade) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("excellent", "优秀", "excellent"), governance.ChoiceOf("good", "良好", "good"),
		governance.ChoiceOf("fair", "一般", "fair"), governance.ChoiceOf("poor", "较差", "poor"),
	}
}

// maxMarks bounds the units that are graded in one round: the towns and departments of
// a district, or the communities of a town.
const maxMarks = 200

// Begin begins a round (开展), by a series or when there is occasion.
type Begin struct {
	Title string       `json:"title" zh:"名称" en:"Title" rule:"required,max=100"`
	Form  Form         `json:"form" zh:"形式" en:"Form" rule:"required"`
	Unit  orgtree.Code `json:"unit" zh:"组织单位" en:"Who holds it" rule:"required"`
	Scope orgtree.Code `json:"scope" zh:"对象（含下级）" en:"Over whom, with those below" rule:"required"`
}

// Verb is "begin".
func (Begin) Verb() string { return "begin" }

// Site is who holds it.
func (b Begin) Site() orgtree.Code { return b.Unit }

// Find finds something that a unit has to set right (发现问题).
type Find struct {
	Unit  orgtree.Code `json:"unit" zh:"责任单位" en:"Whose it is to set right" rule:"required"`
	Title string       `json:"title" zh:"问题" en:"Finding" rule:"required,max=100" personal:"content"`
	Text  string       `json:"text" zh:"整改要求" en:"What is asked" rule:"required,max=5000" personal:"content"`
	Due   civil.Date   `json:"due" zh:"整改期限" en:"By when" rule:"required"`
}

// Verb is "find".
func (Find) Verb() string { return "find" }

// Grading grades a unit in an evaluation, once or anew until the report (评定等次).
type Grading struct {
	Unit  orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Grade Grade        `json:"grade" zh:"等次" en:"Grade" rule:"required"`
}

// Verb is "grade".
func (Grading) Verb() string { return "grade" }

// Report tells what the round has found, and whom (通报).
type Report struct {
	To   []orgtree.Code `json:"to,omitempty" zh:"主送单位" en:"Units it is sent to" rule:"max=200"`
	Text string         `json:"text" zh:"通报" en:"Report" rule:"required,max=5000" personal:"content"`
}

// Verb is "report".
func (Report) Verb() string { return "report" }

func (r *Round) canBegin(cmd Begin, m *governance.Moment) error {
	var f governance.Faults
	checkScope(&f, cmd.Unit, cmd.Scope, m)
	return f.Err()
}

func (r *Round) begin(cmd Begin, m *governance.Moment) {
	r.Title, r.Form, r.Unit, r.Scope = strings.TrimSpace(cmd.Title), cmd.Form, cmd.Unit, cmd.Scope
	if m.Cause.Ref.Kind == KindSeries {
		r.Parent, r.Origin = m.Cause.Ref.ID, m.Origin()
	}
	r.Start(m, LimitReport, r.Unit)
}

// within names a unit over which the round is not held.
func (r *Round) within(f *governance.Faults, unit orgtree.Code, m *governance.Moment) {
	if !m.Org.Within(unit, r.Scope) {
		f.Add("unit", "not-in-scope", "不在本轮范围内", "is not within the scope of the round")
	}
}

func (r *Round) canFind(cmd Find, m *governance.Moment) error {
	var f governance.Faults
	r.within(&f, cmd.Unit, m)
	return f.Err()
}

func (r *Round) find(task string, cmd Find, m *governance.Moment) {
	m.Open(task, governance.Refer{Title: cmd.Title, Text: cmd.Text, Unit: cmd.Unit, Owner: cmd.Unit, Due: cmd.Due, From: r.Unit})
	r.Given++
}

func (r *Round) canGrade(cmd Grading, m *governance.Moment) error {
	if r.Form != Evaluation {
		return governance.Refuse("只有综合考评评定等次", "only an evaluation grades")
	}
	var f governance.Faults
	r.within(&f, cmd.Unit, m)
	if len(r.Marks) >= maxMarks && r.mark(cmd.Unit) < 0 {
		f.Add("unit", "too-many", "被考评单位过多", "is one too many")
	}
	return f.Err()
}

func (r *Round) mark(unit orgtree.Code) int {
	return slices.IndexFunc(r.Marks, func(m Mark) bool { return m.Unit == unit })
}

func (r *Round) grade(cmd Grading, _ *governance.Moment) {
	if i := r.mark(cmd.Unit); i >= 0 {
		r.Marks[i].Grade = cmd.Grade
		return
	}
	r.Marks = append(r.Marks, Mark(cmd))
}

func (r *Round) canReport(cmd Report, m *governance.Moment) error {
	if r.Form == Evaluation && len(r.Marks) == 0 {
		return governance.Refuse("尚未评定等次", "nobody has been graded")
	}
	var f governance.Faults
	f.Units("to", cmd.To, m)
	return f.Err()
}

func (r *Round) report(cmd Report, m *governance.Moment) {
	r.Report, r.To = cmd.Text, cmd.To
	r.MeetAll(m, LimitReport)
	r.Phase = Righting
	r.rest(m)
}

func (r *Round) hearEnd(cmd governance.Concluded, m *governance.Moment) {
	r.Hear(cmd, taskDone)
	if r.Phase == Righting {
		r.rest(m)
	}
}

// rest ends a round of which nothing is left to set right.
func (r *Round) rest(m *governance.Moment) {
	switch {
	case r.Open() > 0:
		return
	case r.Given == 0:
		r.Close(m, Clean)
	case r.Done == r.Given:
		r.Close(m, Rectified)
	default:
		r.Close(m, Partly)
	}
	r.Phase = Closed
}

// audience lets those read the report whom it is sent to and who were graded; until
// then they see their tasks.
func (r *Round) audience(to []governance.Address) []governance.Address {
	to = append(r.WhoIsDistrict(r.WhoIsCentre(to)), governance.Unit(r.Unit))
	if r.Phase == Held {
		return to
	}
	for _, unit := range append([]orgtree.Code{r.Scope}, r.To...) {
		to = append(to, governance.Unit(unit))
	}
	for _, m := range r.Marks {
		to = append(to, governance.Unit(m.Unit))
	}
	return to
}
