package casework

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The matter's side of samples (抽查, 2.2): what has passed is drawn or not, and
// what a sample finds wanting comes back.

// draw opens a sample of the matter when it is one of those drawn. Children are
// seen with their parent.
func (c *Case) draw(m *governance.Moment) {
	if c.hasParent() || c.centre(m) == "" || !c.drawn(m) {
		return
	}
	d := Draw{
		Matter: c.ID, Serial: c.Serial, Community: c.Community, Category: c.Category,
		Unit: c.lead().Unit, Units: make([]orgtree.Code, len(c.Units)), Completed: c.Completed,
	}
	for i := range c.Units {
		d.Units[i] = c.Units[i].Unit
	}
	c.Sample = m.Open(KindSample, d).ID
}

// drawn is the draw: a hash of which record, which version, the digest of all
// its history so far and the instant, against the policy's share. It looks at
// nothing but the moment, so whoever replays the history finds what was drawn.
// Nobody can foresee it: the digest holds salts that did not exist before the
// last entry, and the instant, in microseconds, is not for anybody to choose. Nor
// can it be tried again, since a result passes its check once.
func (c *Case) drawn(m *governance.Moment) bool {
	var in [16 + 8 + 8 + sha256.Size]byte
	copy(in[:], m.Ref.ID[:])
	binary.BigEndian.PutUint64(in[16:], uint64(m.Version))
	binary.BigEndian.PutUint64(in[24:], uint64(m.At.UnixMicro()))
	copy(in[32:], c.Digest[:])
	sum := sha256.Sum256(in[:])
	return binary.BigEndian.Uint64(sum[:])%perMille < uint64(policy(m).SampleShare)
}

const perMille = 1000

func sampleRef(id uuid.UUID) governance.Ref { return governance.Ref{Kind: KindSample, ID: id} }

// overtake tells the sample of what had passed that this is worked on anew.
func (c *Case) overtake(m *governance.Moment) {
	if c.Sample != uuid.Nil {
		m.Send(sampleRef(c.Sample), Overtake{})
		c.Sample = uuid.Nil
	}
}

// Recall is a sample's no: what had passed comes back (抽查退回).
type Recall struct {
	Sample uuid.UUID `json:"sample" zh:"抽查" en:"Sample" rule:"required"`
	Reason string    `json:"reason" zh:"不合格理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "recall".
func (Recall) Verb() string { return "recall" }

var errOtherWork = governance.Refuse("抽查的不是现有办理结果", "the sample was drawn of work that has been done anew since")

func (c *Case) canRecall(cmd Recall, _ *governance.Moment) error {
	if cmd.Sample != c.Sample {
		return errOtherWork
	}
	return nil
}

// recall sends every part back that the sample is of, and says so.
func (c *Case) recall(cmd Recall, m *governance.Moment) {
	c.Sample = uuid.Nil
	c.Returns++
	c.backToWork(slices.Collect(c.checkable(m, "", true)), m)
	m.Send(sampleRef(cmd.Sample), Recalled{Verdict: ReturnedToUnits})
}

// canRecallClosed asks what reopening asks, but for the ratings: what satisfied
// those who rated can still be found wanting.
func (c *Case) canRecallClosed(cmd Recall, m *governance.Moment) error {
	if cmd.Sample != c.Sample {
		return errOtherWork
	}
	return c.canComeBack(m)
}

func (c *Case) recallClosed(cmd Recall, m *governance.Moment) {
	c.Sample = uuid.Nil
	c.reopen(Reopen{}, m)
	m.Send(sampleRef(cmd.Sample), Recalled{Verdict: ReopenedByCentre})
}

// recallLate leaves the matter as it is: it can no longer come back, and the
// sample keeps that.
func (c *Case) recallLate(cmd Recall, m *governance.Moment) {
	m.Send(sampleRef(cmd.Sample), Recalled{Verdict: TooLate})
}
