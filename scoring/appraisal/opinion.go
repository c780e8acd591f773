package appraisal

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// KindOpinion is the kind under which opinions are kept.
const KindOpinion = "opinion"

// The phases of an opinion, besides those of its round before it is issued.
const (
	Objected governance.Phase = "objected" // 申诉中
	Settled  governance.Phase = "settled"  // 已定
)

// How an opinion was settled: its outcomes.
const (
	Unopposed = "unopposed" // 无申诉
	Upheld    = "upheld"    // 申诉不成立
	Corrected = "corrected" // 申诉成立，下一版次更正
)

// An Opinion is the reference opinion on one unit (考核评价参考意见) as it was
// drafted, issued, objected to and settled. Its content never changes, and
// neither does the digest by which others cite it.
type Opinion struct {
	governance.Head
	Unit      orgtree.Code    `json:"unit" zh:"单位" en:"Unit"`
	Name      string          `json:"name" zh:"单位名称" en:"The unit's name when it was drafted"`
	Content   scoring.Opinion `json:"content" zh:"内容" en:"The opinion"`
	Sum       scoring.Digest  `json:"sum" zh:"摘要" en:"SHA-256 of the content's bytes"`
	Round     uuid.UUID       `json:"round" zh:"批次" en:"Round"`
	Previous  uuid.UUID       `json:"previous,omitzero" zh:"上一版次" en:"The edition before"`
	Successor uuid.UUID       `json:"successor,omitzero" zh:"下一版次" en:"The edition after"`
	Changed   string          `json:"changed,omitempty" zh:"与上一版次的差异" en:"What has changed since the edition before"`
	IssuedAt  time.Time       `json:"issuedAt,omitzero" zh:"印发时间" en:"Issued"`
	Objection *Objection      `json:"objection,omitempty" zh:"申诉" en:"Objection"`
	Ruling    *Ruling         `json:"ruling,omitempty" zh:"申诉处理" en:"Ruling"`
	Uses      []Use           `json:"uses,omitempty" zh:"结果运用" en:"What it was used for"`
}

// An Objection is what a unit holds against an opinion.
type Objection struct {
	At      time.Time   `json:"at" zh:"时间" en:"When"`
	Reason  string      `json:"reason" zh:"理由" en:"Reason" personal:"content"` // it may tell of residents
	Matters []uuid.UUID `json:"matters,omitempty" zh:"涉及事项" en:"Matters it is about"`
}

// A Ruling is the centre's on an objection.
type Ruling struct {
	At       time.Time            `json:"at" zh:"时间" en:"When"`
	Accepted bool                 `json:"accepted" zh:"是否成立" en:"Accepted"`
	Reason   string               `json:"reason" zh:"理由" en:"Reason" personal:"content"`
	LeaveOut []scoring.Correction `json:"leaveOut,omitempty" zh:"下一版次不计入" en:"Left out of the next edition"`
}

// A Use says what an assessment did with the opinion (结果运用): it cited it, or
// says why not. It is for reference only [R].
type Use struct {
	At         time.Time `json:"at" zh:"时间" en:"When"`
	Assessment string    `json:"assessment" zh:"考核名称" en:"Assessment"`
	Cited      bool      `json:"cited" zh:"是否采用" en:"Cited"`
	Text       string    `json:"text" zh:"运用情况或未采用的理由" en:"How, or why not"`
}

// Draft opens the opinion that a round has formed on a unit.
type Draft struct {
	District orgtree.Code    `json:"district" zh:"区" en:"District"`
	Round    uuid.UUID       `json:"round" zh:"批次" en:"Round"`
	Content  scoring.Opinion `json:"content" zh:"内容" en:"The opinion"`
	Previous uuid.UUID       `json:"previous,omitzero" zh:"上一版次" en:"The edition before"`
	Changed  string          `json:"changed,omitempty" zh:"与上一版次的差异" en:"What has changed"`
}

// Verb is "draft".
func (Draft) Verb() string { return "draft" }

// Site is the district of the round.
func (d Draft) Site() orgtree.Code { return d.District }

func (o *Opinion) draft(cmd Draft, m *governance.Moment) {
	o.Unit, o.Content, o.Sum = cmd.Content.Peer.Unit, cmd.Content, cmd.Content.Digest()
	o.Round, o.Previous, o.Changed = cmd.Round, cmd.Previous, cmd.Changed
	if o.Name = m.Org.Name(o.Unit); o.Name == "" { // dissolved since its matters
		heir, _ := m.Org.Successor(o.Unit)
		o.Name = m.Org.Name(heir) + "（承接）"
	}
}

// called is what the unit is called on the tree's day or, if it is gone by then,
// was called when the opinion was drafted.
func (o *Opinion) called(tree *orgtree.Tree) string { return cmp.Or(tree.Name(o.Unit), o.Name) }

func (o *Opinion) issue(_ Issue, m *governance.Moment) {
	o.IssuedAt = m.Now()
	o.Start(m, LimitObject, o.Unit)
	o.AtEnd(LimitObject, o.Unit, "settle")
	if o.Previous != uuid.Nil {
		m.Send(governance.Ref{Kind: KindOpinion, ID: o.Previous}, Succeed{By: m.Ref.ID})
	}
}

func (o *Opinion) discard(_ Discard, m *governance.Moment) { o.Close(m, string(Discarded)) }

// Succeed tells an opinion that the next edition was issued. It stays as it is.
type Succeed struct {
	By uuid.UUID `json:"by" zh:"下一版次" en:"The edition after" rule:"required"`
}

// Verb is "succeed".
func (Succeed) Verb() string { return "succeed" }

func (o *Opinion) succeed(cmd Succeed, _ *governance.Moment) { o.Successor = cmd.By }

// Object is the unit's objection (申诉), once and within the window.
type Object struct {
	Reason  string      `json:"reason" zh:"理由" en:"Reason" rule:"required,max=2000" personal:"content"`
	Matters []uuid.UUID `json:"matters,omitempty" zh:"涉及事项" en:"Matters it is about" rule:"max=50"`
}

// Verb is "object".
func (Object) Verb() string { return "object" }

func (o *Opinion) object(cmd Object, m *governance.Moment) {
	o.Objection = &Objection{At: m.Now(), Reason: cmd.Reason, Matters: cmd.Matters}
	o.MeetAll(m, LimitObject)
	o.Start(m, LimitRuling, m.UnitAt(governance.Of(orgtree.Centre, o.District)))
}

// Accept is the centre's yes to an objection: the parts it names are left out of
// the next edition, and this one stays as it is.
type Accept struct {
	Reason   string    `json:"reason" zh:"理由" en:"Reason" rule:"required,max=2000" personal:"content"`
	LeaveOut []LeftOut `json:"leaveOut" zh:"下一版次不计入" en:"To be left out of the next edition" rule:"required,max=50"`
}

// LeftOut names the unit's part in a matter, and why it is not counted.
type LeftOut struct {
	Matter uuid.UUID         `json:"matter" zh:"事项" en:"Matter" rule:"required"`
	Reason scoring.Exclusion `json:"reason" zh:"不计入的理由" en:"Why it is not counted" rule:"required"`
}

// Verb is "accept".
func (Accept) Verb() string { return "accept" }

// wantsParts asks which of the matters that a ruling leaves out had counted.
func (o *Opinion) wantsParts(cmd Accept, _ *governance.Moment) scoring.PartsWanted {
	w := scoring.PartsWanted{Peer: o.Content.Peer, Period: o.Content.Period, AsOf: o.Opened}
	for _, l := range cmd.LeaveOut {
		w.Matters = append(w.Matters, l.Matter)
	}
	return w
}

// canAccept refuses a ruling that would correct nothing.
func (o *Opinion) canAccept(cmd Accept, m *governance.Moment) error {
	parts, asked := governance.Answered[[]uuid.UUID](m, sourceOf(m), scoring.QuestionParts)
	var f governance.Faults
	for i, l := range cmd.LeaveOut {
		if asked && !slices.Contains(parts, l.Matter) {
			f.Add(fmt.Sprintf("leaveOut[%d].matter", i), "not-counted", "该事项未计入本单位本期", "did not count for this unit in this period")
		}
		if slices.ContainsFunc(cmd.LeaveOut[:i], func(before LeftOut) bool { return before.Matter == l.Matter }) {
			f.Add(fmt.Sprintf("leaveOut[%d].matter", i), "repeated", "事项重复", "is named twice")
		}
	}
	return f.Err()
}

func (o *Opinion) accept(cmd Accept, m *governance.Moment) {
	o.Ruling = &Ruling{At: m.Now(), Accepted: true, Reason: cmd.Reason}
	for _, l := range cmd.LeaveOut {
		o.Ruling.LeaveOut = append(o.Ruling.LeaveOut, scoring.Correction{Matter: l.Matter, Unit: o.Unit, Side: o.Content.Peer.Side, Reason: l.Reason})
	}
	o.settled(m, Corrected)
}

// Reject is the centre's no to an objection.
type Reject struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=2000" personal:"content"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }

func (o *Opinion) reject(cmd Reject, m *governance.Moment) {
	o.Ruling = &Ruling{At: m.Now(), Reason: cmd.Reason}
	o.settled(m, Upheld)
}

// Settle is given by time when the window ends without an objection.
type Settle struct{}

// Verb is "settle".
func (Settle) Verb() string { return "settle" }

func (o *Opinion) settle(_ Settle, m *governance.Moment) { o.settled(m, Unopposed) }

// settled ends the opinion. Clocks that ran are met, not lifted.
func (o *Opinion) settled(m *governance.Moment, how string) {
	o.MeetAll(m, LimitObject)
	o.MeetAll(m, LimitRuling)
	o.Close(m, how)
}

// RecordUse notes what an assessment did with the opinion (结果运用) [R].
type RecordUse struct {
	Assessment string `json:"assessment" zh:"考核名称" en:"Assessment" rule:"required,max=100"`
	Cited      *bool  `json:"cited" zh:"是否采用" en:"Cited" rule:"required"`
	Text       string `json:"text" zh:"运用情况或未采用的理由" en:"How, or why not" rule:"required,max=1000"`
}

// Verb is "record-use".
func (RecordUse) Verb() string { return "record-use" }

// mostUses bounds what people write there: an opinion on a quarter enters a handful
// of assessments. What an assessment itself notes is never refused, or it could not
// be published.
const mostUses = 50

func (o *Opinion) canRecordUse(_ RecordUse, m *governance.Moment) error {
	if len(o.Uses) >= mostUses && m.Cause.IsZero() {
		return governance.Refuse("运用记录过多", "there are too many uses on record")
	}
	return nil
}

func (o *Opinion) recordUse(cmd RecordUse, m *governance.Moment) {
	o.Uses = append(o.Uses, Use{At: m.Now(), Assessment: cmd.Assessment, Cited: *cmd.Cited, Text: cmd.Text})
}

func (o *Opinion) whoIsUnit(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(o.Unit))
}
