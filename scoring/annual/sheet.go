package annual

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// KindSheet is the kind under which sheets are kept.
const KindSheet = "sheet"

// The phases of a sheet.
const (
	Out      governance.Phase = "out"       // 待交
	In       governance.Phase = "in"        // 已交
	Recalled governance.Phase = "withdrawn" // 已收回
)

// A Sheet is one reviewer's sheet (评分表) for one indicator of one assessment.
// Its reviewer and the district see it, nobody else.
type Sheet struct {
	governance.Head
	Assessment uuid.UUID       `json:"assessment" zh:"考核" en:"Assessment"`
	Unit       orgtree.Code    `json:"unit" zh:"被考核单位" en:"Unit assessed"`
	Leaf       string          `json:"leaf" zh:"指标" en:"Indicator"`
	Label      governance.Text `json:"label" zh:"指标名称" en:"Name of the indicator"`
	Reviewer   Reviewer        `json:"reviewer" zh:"评委" en:"Reviewer" personal:"content"`
	Points     *scoring.Fixed  `json:"points,omitempty" zh:"得分（0–100）" en:"Points, 0 to 100" personal:"content"`
	Text       string          `json:"text,omitempty" zh:"评语" en:"Remark" personal:"content"`
	Level      orgtree.Kind    `json:"level,omitempty" zh:"评委单位层级" en:"Level of the reviewer's unit, where those above see what concerns it"`
	Hands      int             `json:"hands,omitempty" zh:"交表次数" en:"How often it was handed in"`
	Locked     bool            `json:"locked,omitempty" zh:"已汇总" en:"Combined"`
}

// A Reviewer is who reviews: a unit, by whoever acts for it, or a person.
type Reviewer struct {
	Kind   string       `json:"kind" zh:"评委类别" en:"Kind of reviewer" rule:"required,max=64"`
	Unit   orgtree.Code `json:"unit" zh:"评委所在单位" en:"The reviewer's unit" rule:"required"`
	Person string       `json:"person,omitempty" zh:"评委本人" en:"Person, where it is not the unit that reviews" rule:"max=64"`
}

// address is whose sheet it is. What concerns a community its town sees, and what
// concerns the district the centre; a sheet is addressed to the level, so that they
// do not.
func (s *Sheet) address() governance.Address {
	switch r := &s.Reviewer; {
	case r.Person != "":
		return governance.Person(r.Person)
	case s.Level != 0:
		return governance.Of(s.Level, r.Unit)
	default:
		return governance.Unit(r.Unit)
	}
}

// id tells reviewers apart.
func (r Reviewer) id() string {
	if r.Person != "" {
		return r.Person
	}
	return string(r.Unit)
}

// HandOut gives a sheet to its reviewer.
type HandOut struct {
	District   orgtree.Code    `json:"district" zh:"区" en:"District"`
	Assessment uuid.UUID       `json:"assessment" zh:"考核" en:"Assessment"`
	Unit       orgtree.Code    `json:"unit" zh:"被考核单位" en:"Unit assessed"`
	Leaf       string          `json:"leaf" zh:"指标" en:"Indicator"`
	Label      governance.Text `json:"label" zh:"指标名称" en:"Name of the indicator"`
	Reviewer   Reviewer        `json:"reviewer" zh:"评委" en:"Reviewer" personal:"content"`
}

// Verb is "hand-out".
func (HandOut) Verb() string { return "hand-out" }

// Site is the district of the assessment.
func (h HandOut) Site() orgtree.Code { return h.District }

func (s *Sheet) handOut(cmd HandOut, m *governance.Moment) {
	s.Assessment, s.Unit, s.Leaf, s.Label, s.Reviewer = cmd.Assessment, cmd.Unit, cmd.Leaf, cmd.Label, cmd.Reviewer
	at, _ := m.Org.Successor(cmd.Reviewer.Unit)
	if kind := m.Org.Kind(at); kind == orgtree.Community || kind == orgtree.District {
		s.Level = kind
	}
	s.Start(m, LimitSheet, cmd.Reviewer.Unit)
}

// HandIn is the reviewer's word (交表); until the assessment is combined it may be
// given again. The assessment is not told: its history, which the unit will read,
// would say who reviewed it, and reviewers would wait for one another.
type HandIn struct {
	Points *scoring.Fixed `json:"points" zh:"得分（0–100）" en:"Points, 0 to 100" rule:"required" personal:"content"`
	Text   string         `json:"text,omitempty" zh:"评语" en:"Remark" rule:"max=2000" personal:"content"`
}

// Verb is "hand-in".
func (HandIn) Verb() string { return "hand-in" }

func (s *Sheet) canHandIn(cmd HandIn, m *governance.Moment) error {
	heir, _ := m.Org.Successor(s.Reviewer.Unit)
	switch assessed, _ := m.Org.Successor(s.Unit); {
	case heir == assessed && s.Reviewer.Unit != s.Unit: // whoever reviews its own was named so
		return governance.Refuse("评委所在单位已并入被考核单位", "the reviewer's unit has become the one assessed")
	case !s.Closed.IsZero():
		return governance.Refuse("考核已结束", "the assessment is over")
	case s.Locked:
		return governance.Refuse("考核已汇总，评分表不能更改", "the assessment is combined")
	}
	var f governance.Faults
	if cmd.Points != nil && (*cmd.Points < 0 || *cmd.Points > 100*scoring.One) {
		f.Add("points", "out-of-range", "应在0至100之间", "is not between 0 and 100")
	}
	return f.Err()
}

func (s *Sheet) handIn(cmd HandIn, m *governance.Moment) {
	s.Points, s.Text = cmd.Points, cmd.Text
	s.Hands++
	s.Meet(m, LimitSheet, s.Reviewer.Unit)
}

// Lock keeps a sheet as it was combined. It says how often the sheet had been
// handed in when it was read, so that none is combined otherwise than it stands.
type Lock struct {
	Hands int `json:"hands,omitempty" zh:"交表次数" en:"How often it was handed in"`
}

// Verb is "lock".
func (Lock) Verb() string { return "lock" }

func (s *Sheet) canLock(cmd Lock, _ *governance.Moment) error {
	if s.Hands != cmd.Hands {
		return governance.Refuse("有评分表刚刚交回，请重新汇总", "a sheet was handed in just now: combine again")
	}
	return nil
}

func (s *Sheet) lock(Lock, *governance.Moment) { s.Locked = true }

// Unlock lets a sheet be handed in, or changed, again.
type Unlock struct{}

// Verb is "unlock".
func (Unlock) Verb() string { return "unlock" }

func (s *Sheet) unlock(Unlock, *governance.Moment) { s.Locked = false }

// TakeBack ends a sheet when its assessment is published or dropped.
type TakeBack struct{}

// Verb is "take-back".
func (TakeBack) Verb() string { return "take-back" }

func (s *Sheet) takeBack(_ TakeBack, m *governance.Moment) {
	how := Recalled
	if s.Points != nil {
		how = In
	}
	s.Phase = how
	s.Close(m, string(how))
}

func (s *Sheet) whoReviews(to []governance.Address) []governance.Address {
	return append(to, s.address())
}

func sheetTable() governance.Table[Sheet] {
	byReviewer := governance.By("reviewer", "评委", "the reviewer", (*Sheet).whoReviews)
	byCause := governance.ByConsequence[Sheet]()
	phases := governance.Phases
	return governance.Table[Sheet]{
		Phases: []governance.PhaseLabel{
			{Phase: Out, Label: governance.Text{Zh: "待交", En: "out"}}, {Phase: In, Label: governance.Text{Zh: "已交", En: "in"}, Final: true},
			{Phase: Recalled, Label: governance.Text{Zh: "已收回", En: "taken back"}, Final: true},
		},
		Verbs: append([]governance.VerbLabel{
			{Verb: "hand-out", Label: governance.Text{Zh: "发表", En: "Hand out"}}, {Verb: "hand-in", Label: governance.Text{Zh: "交表", En: "Hand in"}},
			{Verb: "lock", Label: governance.Text{Zh: "汇总锁定", En: "Lock"}}, {Verb: "unlock", Label: governance.Text{Zh: "解除锁定", En: "Unlock"}},
			{Verb: "take-back", Label: governance.Text{Zh: "收回", En: "Take back"}},
		}, governance.StandardVerbs()[:2]...),
		Rules: append([]governance.Rule[Sheet]{
			governance.On(phases(governance.Unopened), phases(Out), byCause, nil, (*Sheet).handOut).
				As("sheet.hand-out", "3 [D]", "考核开始时向每位评委发出评分表", "every reviewer gets a sheet when an assessment begins").Starting(LimitSheet),
			governance.On(phases(Out, In), phases(In), byReviewer, (*Sheet).canHandIn, (*Sheet).handIn).
				As("sheet.hand-in", "3 [D]", "评委交表，汇总前可以更改；评分只有本人和区可见", "the reviewer hands it in, and may change it until it is combined; only they and the district see it").
				Owed(func(s *Sheet, to []governance.Address) []governance.Address {
					if s.Points != nil || s.Locked {
						return to
					}
					return s.whoReviews(to)
				}).Ending(LimitSheet),
			governance.On(phases(Out, In), nil, byCause, (*Sheet).canLock, (*Sheet).lock).
				As("sheet.lock", "3 [D]", "汇总后评分表不再更改", "what was combined stays as it was"),
			governance.On(phases(Out, In), nil, byCause, nil, (*Sheet).unlock).
				As("sheet.unlock", "3 [D]", "退回收集后可以再交、更改", "when collecting goes on it may be handed in or changed again"),
			governance.On(phases(Out, In), phases(Recalled, In), byCause, nil, (*Sheet).takeBack).
				As("sheet.take-back", "3 [D]", "公布或撤销时收表，未交的收回", "sheets are closed when the assessment is published or dropped").Ending(LimitSheet),
		}, governance.TimeRules[Sheet](KindSheet, phases(Out))...),
	}
}

// handedWanted asks for the sheets of an assessment.
type handedWanted struct {
	Assessment uuid.UUID `json:"assessment" zh:"考核" en:"Assessment"`
}

// handed are the sheets that were handed in, and how often each was, those that
// were not among them.
type handed struct {
	sheets []assessment.Sheet
	hands  map[uuid.UUID]int
}

func askHanded() governance.Question {
	return governance.Ask("handed", func(ctx context.Context, r *governance.Reader, p handedWanted) (*handed, error) {
		out := &handed{hands: map[uuid.UUID]int{}}
		return out, r.Each(ctx, governance.Query{Parent: p.Assessment, Limit: 1000}, func(record any) bool {
			s := record.(*Sheet)
			if out.hands[s.ID] = s.Hands; s.Points != nil {
				out.sheets = append(out.sheets, assessment.Sheet{Leaf: s.Leaf, Kind: s.Reviewer.Kind, Reviewer: s.Reviewer.id(), Unit: s.Reviewer.Unit, Points: *s.Points})
			}
			return true
		})
	}).As("3", governance.Text{Zh: "已交评分表", En: "sheets handed in"}, governance.Text{Zh: "某一考核已交的评分表", En: "the sheets of an assessment that were handed in"}).ToDecisions()
}

func sheets(s *Settings) governance.Institution[Sheet] {
	return governance.Institution[Sheet]{
		Kind: KindSheet, Path: "sheets", Source: "3 [D]", Schema: 1, Table: sheetTable(), Policy: s.Limits,
		Label:    governance.Text{Zh: "评分表", En: "reviewer's sheet"},
		Sentence: governance.Text{Zh: "评委对一个单位一项指标的评分", En: "a reviewer's points for one indicator of one unit"},
		File:     func(s *Sheet, h *governance.Header) { h.Unit, h.Parent, h.Class = string(s.Unit), s.Assessment, s.Leaf },
		Audience: func(s *Sheet, to []governance.Address) []governance.Address {
			return s.whoReviews(append(to, governance.Of(orgtree.District, s.District)))
		},
		Asks: []governance.Question{askHanded()},
	}
}
