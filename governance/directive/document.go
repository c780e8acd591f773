package directive

import (
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The phases of a guiding document.
const (
	OnTrial  governance.Phase = "on-trial" // 试行
	InForce  governance.Phase = "in-force" // 施行
	Repealed governance.Phase = "repealed" // 已废止
	Lapsed   governance.Phase = "lapsed"   // 试行期满
)

// A Document is a guiding document on the register (指导文件).
type Document struct {
	governance.Head
	governance.Referrals
	Title      string           `json:"title" zh:"文件名称" en:"Title"`
	Number     string           `json:"number,omitempty" zh:"文号" en:"Number of the document"`
	Text       string           `json:"text" zh:"主要内容" en:"What it says"`
	Issuer     orgtree.Code     `json:"issuer" zh:"制发单位" en:"Issuer"`
	Level      governance.Level `json:"level" zh:"层级" en:"Level"`
	Issued     civil.Date       `json:"issued" zh:"印发日期" en:"Issued"`
	TrialUntil civil.Date       `json:"trialUntil,omitzero" zh:"试行至" en:"On trial until"`
	Series     string           `json:"series,omitempty" zh:"系列" en:"Series"`
	Main       uuid.UUID        `json:"main,omitzero" zh:"主文件" en:"Main document of the series"`
	Supporting int              `json:"supporting,omitempty" zh:"配套文件数" en:"Supporting documents"`
	Plans      int              `json:"plans,omitempty" zh:"落实方案数" en:"Plans that carry it out"`
}

// Register puts a document on the register (登记). A supporting document of a series
// such as "1+2" names the main one.
type Register struct {
	Title      string       `json:"title" zh:"文件名称" en:"Title" rule:"required,max=100"`
	Number     string       `json:"number,omitempty" zh:"文号" en:"Number of the document" rule:"max=50"`
	Text       string       `json:"text" zh:"主要内容" en:"What it says" rule:"required,max=5000"`
	Issuer     orgtree.Code `json:"issuer" zh:"制发单位" en:"Issuer" rule:"required"`
	Issued     civil.Date   `json:"issued" zh:"印发日期" en:"Issued" rule:"required"`
	TrialUntil civil.Date   `json:"trialUntil,omitzero" zh:"试行至" en:"On trial until"`
	Series     string       `json:"series,omitempty" zh:"系列" en:"Series" rule:"max=50"`
	Main       uuid.UUID    `json:"main,omitzero" zh:"主文件" en:"Main document of the series"`
}

// Verb is "register".
func (Register) Verb() string { return "register" }

// Site is the issuer.
func (r Register) Site() orgtree.Code { return r.Issuer }

// Join counts a supporting document at the main one of its series.
type Join struct {
	Series string `json:"series" zh:"系列" en:"Series"`
}

// Verb is "join".
func (Join) Verb() string { return "join" }

// Follow counts a plan that carries the document out.
type Follow struct{}

// Verb is "follow".
func (Follow) Verb() string { return "follow" }

// ExtendTrial lets the trial go on (延长试行).
type ExtendTrial struct {
	Until civil.Date `json:"until" zh:"试行至" en:"Until when" rule:"required"`
}

// Verb is "extend-trial".
func (ExtendTrial) Verb() string { return "extend-trial" }

// Formalise ends the trial, and the document holds (转为正式施行).
type Formalise struct{}

// Verb is "formalise".
func (Formalise) Verb() string { return "formalise" }

// Repeal takes the document out of force (废止).
type Repeal struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "repeal".
func (Repeal) Verb() string { return "repeal" }

// Lapse is given by time when the trial ends.
type Lapse struct{}

// Verb is "lapse".
func (Lapse) Verb() string { return "lapse" }

func (d *Document) canRegister(cmd Register, m *governance.Moment) error {
	var f governance.Faults
	f.UpToToday("issued", cmd.Issued, m)
	f.FromToday("trialUntil", cmd.TrialUntil, m)
	if cmd.Main != uuid.Nil && cmd.Series == "" {
		f.Add("series", "required", "配套文件应注明系列", "is required of a supporting document")
	}
	return f.Err()
}

func (d *Document) register(cmd Register, m *governance.Moment) {
	d.Title, d.Number, d.Text, d.Issuer = strings.TrimSpace(cmd.Title), cmd.Number, cmd.Text, cmd.Issuer
	d.Issued, d.Series, d.Main = cmd.Issued, cmd.Series, cmd.Main
	d.Level, d.Phase = governance.LevelOf(cmd.Issuer, m.Org), InForce
	if cmd.TrialUntil != 0 {
		d.Phase = OnTrial
		d.try(cmd.TrialUntil)
	}
	if d.Main != uuid.Nil {
		m.Send(governance.Ref{Kind: KindDocument, ID: d.Main}, Join{Series: cmd.Series})
	}
}

// try has the trial last until the end of a day.
func (d *Document) try(until civil.Date) {
	d.TrialUntil = until
	d.Schedule(until.AddDays(1).Start(), "lapse")
}

func (d *Document) canJoin(cmd Join, _ *governance.Moment) error {
	if d.Main != uuid.Nil || d.Series != cmd.Series {
		return governance.Refuse("不是同一系列的主文件", "is not the main document of that series")
	}
	return nil
}

func (d *Document) join(Join, *governance.Moment) { d.Supporting++ }

func (d *Document) follow(Follow, *governance.Moment) { d.Plans++ }

func (d *Document) canAssign(cmd Assign, m *governance.Moment) error { return cmd.check(d.Issuer, m) }

// hearEnd counts a task that ended; a plan that was given up carries nothing out.
func (d *Document) hearEnd(cmd governance.Concluded, m *governance.Moment) {
	switch {
	case m.Cause.Ref.Kind != KindPlan:
		d.Hear(cmd, taskDone)
	case cmd.Outcome == string(Abandoned):
		d.Plans--
	}
}

func (d *Document) canExtendTrial(cmd ExtendTrial, _ *governance.Moment) error {
	var f governance.Faults
	if cmd.Until <= d.TrialUntil {
		f.Add("until", "not-later", "应晚于原试行期限", "does not lie after the day it ends")
	}
	return f.Err()
}

func (d *Document) extendTrial(cmd ExtendTrial, _ *governance.Moment) { d.try(cmd.Until) }

func (d *Document) formalise(Formalise, *governance.Moment) { d.Unschedule("lapse") }

func (d *Document) repeal(_ Repeal, m *governance.Moment) { d.Close(m, string(Repealed)) }

func (d *Document) lapse(_ Lapse, m *governance.Moment) { d.Close(m, string(Lapsed)) }

func documentTable(issuer governance.Authority[Document], task string) governance.Table[Document] {
	phases, on := governance.Phases, governance.VerbOf
	cause, time := governance.ByConsequence[Document](), governance.BySystem[Document]()
	every, valid := phases(OnTrial, InForce, Repealed, Lapsed), phases(OnTrial, InForce)
	return governance.Table[Document]{
		Kind: KindDocument,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(OnTrial, "试行", "on trial"), governance.PhaseOf(InForce, "施行", "in force"),
			governance.FinalPhase(Repealed, "已废止", "repealed"), governance.FinalPhase(Lapsed, "试行期满", "lapsed"),
		},
		Verbs: []governance.VerbLabel{
			on("register", "登记文件", "Register"), on("join", "计入系列", "Join"), on("follow", "制定落实方案", "Follow"), on("assign", "分解任务", "Break down"), governance.ReferVerbs()[1],
			on("extend-trial", "延长试行", "Extend the trial"), on("formalise", "转为正式施行", "Formalise"), on("repeal", "废止", "Repeal"), on("lapse", "试行期满", "Lapse"),
		},
		Rules: []governance.Rule[Document]{
			governance.On(phases(governance.Unopened), valid, issuer, (*Document).canRegister, (*Document).register).
				As("document.register", "4 G2 [R]", "制发单位登记指导文件：层级、试行、系列", "the issuer puts it on the register: level, trial, series"),
			governance.On(valid, nil, cause, (*Document).canJoin, (*Document).join).
				As("document.join", "4 G2 [R]", "系列（如1+2）的配套文件计入主文件", "the supporting documents of a series, such as 1+2, are counted at the main one"),
			governance.On(valid, nil, cause, nil, (*Document).follow).
				As("document.follow", "4 G2 [R]", "落实方案计入所依据的文件，文件须有效", "plans that carry it out are counted, while it holds"),
			governance.On(valid, nil, issuer, (*Document).canAssign, func(d *Document, cmd Assign, m *governance.Moment) {
				cmd.give(task, d.Issuer, &d.Referrals, m)
			}).
				As("document.assign", "4 G2 [R]", "文件任务分解到本级和下一级单位", "its tasks are broken down to the issuer itself and the next level"),
			governance.On(every, nil, cause, nil, (*Document).hearEnd).
				As("document.concluded", "4 G2 [R]", "任务办结相应计数，文件失效后也如此", "tasks that end are counted, also when the document holds no more"),
			governance.On(phases(OnTrial), nil, issuer, (*Document).canExtendTrial, (*Document).extendTrial).
				As("document.extend-trial", "4 G2 [D]", "试行期可以延长", "the trial may go on"),
			governance.On(phases(OnTrial), phases(InForce), issuer, nil, (*Document).formalise).
				As("document.formalise", "4 G2 [D]", "试行后转为正式施行", "after the trial it holds").MustAct(),
			governance.On(valid, phases(Repealed), issuer, nil, (*Document).repeal).
				As("document.repeal", "4 G2 [D]", "制发单位可以废止，已下达的任务继续办理", "the issuer may repeal it; tasks given out go on"),
			governance.On(phases(OnTrial), phases(Lapsed), time, nil, (*Document).lapse).
				As("document.lapse", "4 G2 [D]", "试行期满未转正也未延长的自动失效", "it lapses when the trial ends and nobody decides"),
		},
	}.Kept(issuer, issuer)
}

func newDocuments(task string) (*governance.Book[Document], error) {
	issuer := governance.ByUnitOf("issuer", "制发单位", "the issuer", func(d *Document) orgtree.Code { return d.Issuer })
	return governance.NewBook(governance.Institution[Document]{
		Kind: KindDocument, Path: "documents", Source: "4 G2 [R]", Schema: 1, Serials: true, Class: "level", Public: true,
		Label:    governance.Text{Zh: "指导文件", En: "guiding document"},
		Sentence: governance.Text{Zh: "指导文件的登记：制发单位、层级、试行、系列，任务由此分解", En: "the register of guiding documents: issuer, level, trial, series; tasks are broken down from it"},
		Table:    documentTable(issuer, task),
		File: func(d *Document, h *governance.Header) {
			h.Unit, h.Class, h.Title = string(d.Issuer), string(d.Level), d.Title
		},
		// [D] Whoever is bound by a guiding document may read it, and that is everyone in
		// the district: 政务公开.
		Audience: governance.Published(issuer),
	})
}
