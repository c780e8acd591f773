package hearing

import (
	"slices"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which hearings are kept.
const Kind = "hearing"

// The phases of a hearing.
const (
	Convened  governance.Phase = "convened"  // 待召开
	Rating    governance.Phase = "rating"    // 评议中
	Answering governance.Phase = "answering" // 待整改答复
	Closed    governance.Phase = "closed"    // 已结束
	Cancelled governance.Phase = "cancelled" // 已取消
)

// A Hearing is one hearing, of a few units, by some residents.
type Hearing struct {
	governance.Head
	Title    string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text     string       `json:"text,omitempty" zh:"评议内容" en:"What is rated" personal:"content"`
	Host     orgtree.Code `json:"host" zh:"召集单位" en:"Host"`
	Venue    Venue        `json:"venue" zh:"场所" en:"Venue"`
	At       time.Time    `json:"at" zh:"召开时间" en:"When"`
	Units    []Reviewed   `json:"units" zh:"被评议单位" en:"Units whose work is rated" rule:"max=10"`
	Invited  []string     `json:"invited" zh:"受邀居民" en:"Residents invited" rule:"max=60"`
	Present  int          `json:"present,omitempty" zh:"到会人数" en:"How many were present"`
	Referred []Referred   `json:"referred,omitempty" zh:"转办" en:"Opinions referred to other institutions" rule:"max=20"`
}

// A Reviewed is one unit whose work is rated, and how.
type Reviewed struct {
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Reported bool         `json:"reported,omitempty" zh:"已述职" en:"Has given account"`
	Marks    Marks        `json:"marks,omitzero" zh:"评议结果" en:"Marks"`
	Answered bool         `json:"answered,omitempty" zh:"已答复整改" en:"Has answered"`
}

// A Referred is an opinion that was referred to another institution (转办).
type Referred struct {
	To   string `json:"to" zh:"转至" en:"Record"`
	Came string `json:"came,omitempty" zh:"结果" en:"What came of it"`
}

// mostReferred is how many opinions of one hearing may be referred.
const mostReferred = 20

// at finds a unit among those rated, or nil.
func (h *Hearing) at(unit orgtree.Code) *Reviewed {
	for i := range h.Units {
		if h.Units[i].Unit == unit {
			return &h.Units[i]
		}
	}
	return nil
}

// mine finds the first unit that the actor stands for and that has still something to
// do, or nil.
func (h *Hearing) mine(m *governance.Moment, done func(*Reviewed) bool) *Reviewed {
	for i := range h.Units {
		u := &h.Units[i]
		if !done(u) && m.ActsFor(u.Unit) {
			return u
		}
	}
	return nil
}

func (u *Reviewed) hasReported() bool { return u.Reported }

func (u *Reviewed) hasAnswered() bool { return u.Answered }

// canConvene: a community or town, in its own name, of units that exist.
func (h *Hearing) canConvene(cmd Convene, m *governance.Moment) error {
	var f governance.Faults
	if kind := m.Org.Kind(cmd.Host); kind != orgtree.Community && kind != orgtree.Town {
		f.Add("host", "not-a-host", "应为社区或街道（镇）", "is neither a community nor a town")
	}
	f.Units("units", cmd.Units, m)
	governance.Once(&f, "units", cmd.Units)
	f.Ahead("at", cmd.At, m)
	if err := f.Err(); err != nil {
		return err
	}
	if !m.ActsFor(cmd.Host) {
		return governance.Refuse("由召集单位召集", "the host itself convenes it")
	}
	return nil
}

func (h *Hearing) convene(cmd Convene, _ *governance.Moment) {
	h.Title, h.Text, h.Host, h.Venue, h.At = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Host, cmd.Venue, cmd.At
	h.Invited = invited(nil, cmd.Invited)
	for _, unit := range cmd.Units {
		h.Units = append(h.Units, Reviewed{Unit: unit})
	}
}

// invited adds people to a list, each once.
func invited(list, more []string) []string {
	for _, who := range more {
		if !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	return list
}

func (h *Hearing) canInvite(cmd Invite, _ *governance.Moment) error {
	var f governance.Faults
	if len(invited(slices.Clone(h.Invited), cmd.Invited)) > mostInvited {
		f.Add("invited", "too-many", "受邀居民过多", "are too many residents")
	}
	return f.Err()
}

func (h *Hearing) invite(cmd Invite, _ *governance.Moment) {
	h.Invited = invited(h.Invited, cmd.Invited)
}

func (h *Hearing) canReport(_ Report, m *governance.Moment) error {
	if h.mine(m, (*Reviewed).hasReported) == nil {
		return governance.Refuse("已述职", "it has given account")
	}
	return nil
}

func (h *Hearing) report(_ Report, m *governance.Moment) {
	h.mine(m, (*Reviewed).hasReported).Reported = true
}

// canRefer judges where it goes, of the kinds the assembler allows.
func canRefer(kinds []string) func(*Hearing, ReferOpinion, *governance.Moment) error {
	return func(h *Hearing, cmd ReferOpinion, m *governance.Moment) error {
		if len(h.Referred) == mostReferred {
			return governance.Refuse("转办过多", "too many have been referred")
		}
		var f governance.Faults
		if !slices.Contains(kinds, cmd.To) {
			f.Add("to", "unknown-kind", "不能转至该处", "is not where it can be referred to")
		}
		if !m.Org.Has(cmd.Place) {
			f.Add("place", "unknown-unit", "没有这个单位", "is not a unit")
		}
		return f.Err()
	}
}

func (h *Hearing) refer(cmd ReferOpinion, m *governance.Moment) {
	to := m.Open(cmd.To, governance.Refer{Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, Unit: cmd.Place, From: h.Host})
	h.Referred = append(h.Referred, Referred{To: string(governance.OriginOf(to))})
}

func (h *Hearing) concluded(cmd governance.Concluded, m *governance.Moment) {
	from := string(governance.OriginOf(m.Cause.Ref))
	for i := range h.Referred {
		if h.Referred[i].To == from {
			h.Referred[i].Came = cmd.Outcome
		}
	}
}

func (h *Hearing) cancel(_ Cancel, m *governance.Moment) { h.Close(m, string(Cancelled)) }
