package voices

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/orgtree"
)

// receive counts it once, finds whose it is to answer, and starts the clock.
func (v *Voice) receive(who string, m *governance.Moment) {
	m.Take(claim(who, v.Text))
	v.Community = m.UnitAt(governance.Of(orgtree.Community, v.Place))
	v.Compound = m.UnitAt(governance.Of(orgtree.Compound, v.Place))
	v.Town = m.UnitAt(governance.Of(orgtree.Town, v.Place))
	v.settleDesk(m)
	v.begin(m)
}

// settleDesk: the secretary's mailbox is the nearest secretary's who answers for the
// place; everything else the community's, or of a larger place its own.
func (v *Voice) settleDesk(m *governance.Moment) {
	for _, unit := range m.Org.Answers(v.Place) {
		if v.Channel == channel.Mailbox || m.Org.Kind(unit) != orgtree.Compound {
			v.Desk = unit
			return
		}
	}
}

// begin starts the clock of whoever answers. A town answers for itself: nobody sees
// to it besides.
func (v *Voice) begin(m *governance.Moment) {
	v.Start(m, LimitAnswer, v.Desk)
	if v.Town != "" && v.Town != v.Desk {
		v.AtEnd(LimitAnswer, v.Desk, Escalate{}.Verb())
	}
}

// claim holds that somebody has said a text, as a digest that tells neither; what is
// written alike but for spacing, punctuation and width is the same text.
func claim(who, text string) governance.Claim {
	sum := sha256.Sum256([]byte(who + "\x00" + string(governance.Bare(text))))
	return governance.Claim("voice:" + hex.EncodeToString(sum[:]))
}
