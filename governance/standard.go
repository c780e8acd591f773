package governance

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/orgtree"
)

// Rows that every institution may take into its table as they stand: nobody
// writes a note, an attachment, a warning or an erasure a second time.

// Warn is given by time when a deadline comes near or has passed.
type Warn struct {
	Deadline string       `json:"deadline" zh:"时限" en:"Deadline"`
	Unit     orgtree.Code `json:"unit,omitempty" zh:"责任单位" en:"Unit"`
	Colour   Colour       `json:"colour" zh:"颜色" en:"Colour"`
}

// Verb is "warn".
func (Warn) Verb() string { return "warn" }

// Recompute is given by the system when the calendar has changed.
type Recompute struct {
	Calendar string  `json:"calendar" zh:"日历版本" en:"Calendar version"`
	Moved    []Moved `json:"moved,omitempty" zh:"变更" en:"Moved"`
}

// Moved is a deadline that a new notice has moved.
type Moved struct {
	Deadline string       `json:"deadline" zh:"时限" en:"Deadline"`
	Unit     orgtree.Code `json:"unit,omitempty" zh:"责任单位" en:"Unit"`
	Old      time.Time    `json:"old" zh:"原期限" en:"Old"`
	New      time.Time    `json:"new" zh:"新期限" en:"New"`
}

// Verb is "recompute".
func (Recompute) Verb() string { return "recompute" }

// Forgo is written by the law itself when time's command was refused: the
// appointment is dropped, and that it was is on record.
type Forgo struct {
	Command string    `json:"command" zh:"指令" en:"Command"`
	Due     time.Time `json:"due" zh:"时间" en:"Due"`
}

// Verb is "forgo".
func (Forgo) Verb() string { return "forgo" }

// ruleForgo is the id under which the law drops an appointment of time.
const ruleForgo = "law.forgo"

// Note adds a remark to the history; nothing else changes.
type Note struct {
	Text string `json:"text" zh:"备注" en:"Text" rule:"required,max=2000" personal:"content"`
}

// Verb is "note".
func (Note) Verb() string { return "note" }

// Attach adds files that were uploaded before.
type Attach struct {
	Files []uuid.UUID `json:"files" zh:"附件" en:"Files" rule:"required,max=20" personal:"content"`
}

// Verb is "attach".
func (Attach) Verb() string { return "attach" }

// RevealIdentity shows the identity fields unmasked to the caller for a day, and
// leaves an entry that it did.
type RevealIdentity struct {
	Reason Reason `json:"reason" zh:"查看理由"`
}

// Verb is "reveal".
func (RevealIdentity) Verb() string { return "reveal" }

// Erase deletes the personal data of the record, and all that was kept of it.
type Erase struct {
	Reason Reason `json:"reason" zh:"删除理由"`
}

// Verb is "erase".
func (Erase) Verb() string { return "erase" }

const (
	maxFiles    = 50
	revealFor   = 24 * time.Hour // [D] long enough for a day's work with the person
	maxRevealed = 20
)

// StandardVerbs are the labels of the commands of [TimeRules] and [RecordRules].
func StandardVerbs() []VerbLabel { return append(timeVerbs(), RecordVerbs()...) }

func timeVerbs() []VerbLabel {
	return []VerbLabel{{"warn", Text{"时限预警", "Warn"}}, {"recompute", Text{"重算时限", "Recompute"}}}
}

// RecordVerbs are the labels of the commands of [RecordRules], for an institution
// without time limits.
func RecordVerbs() []VerbLabel {
	return []VerbLabel{
		{"note", Text{"备注", "Note"}},
		{"attach", Text{"添加附件", "Attach"}},
		{"reveal", Text{"查看身份信息", "Reveal"}},
		{"erase", Text{"删除个人信息", "Erase"}},
	}
}

// ReferVerbs are the labels of [Refer] and [Concluded].
func ReferVerbs() []VerbLabel {
	return []VerbLabel{{"refer", Text{"转入", "Refer"}}, {"concluded", Text{"关联事项办结", "Concluded"}}}
}

// TimeRules are the rows by which time warns of deadlines and a new calendar
// moves them, for the phases in which deadlines run.
func TimeRules[S any](kind string, open []Phase) []Rule[S] {
	return []Rule[S]{
		On(open, nil, BySystem[S](), canWarn[S], warn[S]).As(kind+".warn", "2.2 [D]",
			"时限用去八成发黄色预警，逾期发红色警示，每一时限各一次", "yellow at 80 % of the working time, red after the deadline, once each per deadline"),
		On(open, nil, BySystem[S](), nil, recompute[S]).As(kind+".recompute", "2.4 [D]",
			"放假通知发布或更正后重算未到期时限，只延长不缩短", "a new notice recomputes running deadlines; it may lengthen, never shorten"),
	}
}

func canWarn[S any](s *S, cmd Warn, _ *Moment) error {
	if headOf(s).Deadline(cmd.Deadline, cmd.Unit) == nil {
		return Refuse("该时限已结束", "the deadline has ended")
	}
	return nil
}

func warn[S any](s *S, cmd Warn, _ *Moment) {
	headOf(s).Deadline(cmd.Deadline, cmd.Unit).Warned = cmd.Colour
}

func recompute[S any](s *S, cmd Recompute, m *Moment) {
	h := headOf(s)
	for _, moved := range cmd.Moved {
		if d := h.Deadline(moved.Deadline, moved.Unit); d != nil {
			if err := d.compute(m.Calendar); err != nil {
				m.fail(err)
			}
		}
	}
}

// moves returns what a new calendar would lengthen among the record's running
// deadlines.
func (h *Head) moves(m *Moment) []Moved {
	var out []Moved
	for i := range h.Deadlines {
		d := h.Deadlines[i]
		if d.State(m.Now()) != Running || d.Calendar == m.Calendar.Version().String() {
			continue
		}
		old := d.Due
		if err := d.compute(m.Calendar); err == nil && (d.Due.After(old) || d.Provisional != h.Deadlines[i].Provisional && d.Due.Equal(old)) {
			out = append(out, Moved{d.Name, d.Unit, old, d.Due})
		}
	}
	return out
}

// RecordRules are the rows for notes, attachments, revealing and erasing: by
// those who take part in the record, by those of them whose work needs the
// identity, and by whoever may delete personal data from it.
func RecordRules[S any](kind string, phases []Phase, by, revealer, eraser Authority[S]) []Rule[S] {
	return []Rule[S]{
		On(phases, nil, by, nil, func(*S, Note, *Moment) {}).As(kind+".note", "2.5",
			"参与者可以加备注，记入历史", "those taking part may add a remark to the history"),
		On(phases, nil, by, canAttach[S], attach[S]).As(kind+".attach", "2.5",
			"参与者可以添加附件", "those taking part may attach files"),
		On(phases, nil, revealer, nil, reveal[S]).As(kind+".reveal", "4 [D]",
			"身份信息平时掩码，说明理由后可查看一天，并留痕", "identity is masked until revealed with a reason, for a day, and leaves an entry"),
		On(phases, nil, eraser, nil, erase[S]).As(kind+".erase", "4 [D]",
			"个人信息可依法删除，历史链保持有效", "personal data can be erased; the chain of history stays valid"),
	}
}

// Timed adds what time does by itself while deadlines run, in those phases: the
// rows of [TimeRules] with their labels. The table has its kind by then.
func (t Table[S]) Timed(open ...Phase) Table[S] {
	t.Rules = slices.Concat(t.Rules, TimeRules[S](t.Kind, open))
	t.Verbs = slices.Concat(t.Verbs, timeVerbs())
	return t
}

// Kept adds what may be done to every record, in all phases of the table: the rows
// of [RecordRules] with their labels, for those who take part in it and those of
// them whose work needs the identity. It is the centre that erases (4 [D]): whose
// data it is asks one office, whatever institution holds it.
func (t Table[S]) Kept(by, revealer Authority[S]) Table[S] {
	every := make([]Phase, len(t.Phases))
	for i, p := range t.Phases {
		every[i] = p.Phase
	}
	t.Rules = slices.Concat(t.Rules, RecordRules(t.Kind, every, by, revealer, ByCentre[S]()))
	t.Verbs = slices.Concat(t.Verbs, RecordVerbs())
	return t
}

func canAttach[S any](s *S, cmd Attach, _ *Moment) error {
	h := headOf(s)
	if h.Erased {
		return Refuse("个人信息已删除", "personal data has been erased")
	}
	if len(h.Files)+len(cmd.Files) > maxFiles {
		return Refuse("附件过多", "there are too many files")
	}
	return nil
}

func attach[S any](s *S, cmd Attach, _ *Moment) {
	h := headOf(s)
	for _, f := range cmd.Files {
		if !slices.Contains(h.Files, f) {
			h.Files = append(h.Files, f)
		}
	}
}

func reveal[S any](s *S, _ RevealIdentity, m *Moment) {
	h := headOf(s)
	h.Revealed = slices.DeleteFunc(h.Revealed, func(r Reveal) bool {
		return r.Person == m.Actor.Person || !m.Now().Before(r.Until)
	})
	if len(h.Revealed) == maxRevealed {
		h.Revealed = h.Revealed[1:]
	}
	h.Revealed = append(h.Revealed, Reveal{m.Actor.Person, m.Now().Add(revealFor)})
}

func erase[S any](s *S, _ Erase, m *Moment) {
	h := headOf(s)
	h.Erased, h.Revealed = true, nil
	m.effects.Erase = true
}
