package account

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which accounts are kept.
const Kind = "account"

// The phases of an account.
const (
	Held      governance.Phase = "held"      // 使用中
	Vacant    governance.Phase = "vacant"    // 待交接
	Suspended governance.Phase = "suspended" // 停用
	Closed    governance.Phase = "closed"    // 注销
)

// An Account is that of one organisation.
type Account struct {
	governance.Head
	Unit      orgtree.Code `json:"unit" zh:"组织" en:"Organisation"`
	Community orgtree.Code `json:"community,omitempty" zh:"所在社区" en:"Community where it stands"` // of what is below a town
	Holder    string       `json:"holder,omitempty" zh:"持有人" en:"Holder"`
	Since     time.Time    `json:"since,omitzero" zh:"持有自" en:"Held since"`
	Handovers int          `json:"handovers,omitempty" zh:"交接次数" en:"Times handed over"`
}

// kinds are the organisations that have an account [R].
var kinds = []orgtree.Kind{orgtree.DistrictCommittee, orgtree.TownCommittee, orgtree.CommunityCommittee, orgtree.CompoundBranch, orgtree.AgencyCommittee}

// has reports whether an organisation is one that has an account.
func has(unit orgtree.Code, tree *orgtree.Tree) bool { return slices.Contains(kinds, tree.Kind(unit)) }

// Open opens the account of an organisation and gives it to a holder (开通).
type Open struct {
	Unit   orgtree.Code `json:"unit" zh:"组织" en:"Organisation" rule:"required"`
	Holder string       `json:"holder" zh:"持有人" en:"Holder's person id" rule:"required,max=64"`
}

// Verb is "open".
func (Open) Verb() string { return "open" }

// Site is the organisation.
func (o Open) Site() orgtree.Code { return o.Unit }

// HandOver gives the account to another holder (交接).
type HandOver struct {
	To string `json:"to" zh:"接收人" en:"Receiver's person id" rule:"required,max=64"`
}

// Verb is "hand-over".
func (HandOver) Verb() string { return "hand-over" }

// Suspend takes it out of use (停用).
type Suspend struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "suspend".
func (Suspend) Verb() string { return "suspend" }

// Restore takes it into use again (恢复).
type Restore struct{}

// Verb is "restore".
func (Restore) Verb() string { return "restore" }

// Close ends it, when the organisation is no more (注销).
type Close struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "close".
func (Close) Verb() string { return "close" }

// Review is given by time, on every Monday: does the holder still act for the
// organisation, and is there one? Whether they may act at all is no matter of it:
// that follows their posts on the day.
type Review struct{}

// Verb is "review".
func (Review) Verb() string { return "review" }

// acts names as a fault that a person's posts do not act for an organisation.
func acts(f *governance.Faults, path, person string, unit orgtree.Code, tree *orgtree.Tree) {
	if !slices.Contains(tree.ActsFor(person), unit) {
		f.Add(path, "no-post", "没有代表该组织的岗位", "holds no post that acts for the organisation")
	}
}

func (a *Account) canOpen(cmd Open, m *governance.Moment) error {
	var f governance.Faults
	if !has(cmd.Unit, m.Org) {
		f.Add("unit", "no-account", "不是应设账号的党组织", "is not an organisation that has an account")
		return f.Err()
	}
	acts(&f, "holder", cmd.Holder, cmd.Unit, m.Org)
	return f.Err()
}

func (a *Account) open(cmd Open, m *governance.Moment) {
	a.Unit = cmd.Unit
	if seat, ok := m.Org.Seat(cmd.Unit); ok {
		a.Community, _ = m.Org.Community(seat)
	}
	m.Take(governance.Claim("account:" + string(cmd.Unit)))
	a.give(cmd.Holder, m)
}

// give has a holder begin, and time look again on Monday.
func (a *Account) give(holder string, m *governance.Moment) {
	a.Holder, a.Since, a.Phase = holder, m.Now(), Held
	a.again(m)
}

func (a *Account) again(m *governance.Moment) {
	a.Schedule(governance.Weekly.After(m.Today()).Start(), "review")
}

func (a *Account) canHandOver(cmd HandOver, m *governance.Moment) error {
	var f governance.Faults
	if cmd.To == a.Holder {
		f.Add("to", "same", "已是持有人", "holds it already")
	} else {
		acts(&f, "to", cmd.To, a.Unit, m.Org)
	}
	return f.Err()
}

func (a *Account) handOver(cmd HandOver, m *governance.Moment) {
	a.Handovers++
	a.MeetAll(m, LimitHandOver)
	a.give(cmd.To, m)
}

// review finds the account without a holder when the post has ended, and closes
// it when the organisation has.
func (a *Account) review(_ Review, m *governance.Moment) {
	switch {
	case !m.Org.Has(a.Unit):
		a.end(Dissolved, m)
		return
	case a.Phase == Held && !slices.Contains(m.Org.ActsFor(a.Holder), a.Unit):
		a.Phase, a.Holder, a.Since = Vacant, "", time.Time{}
		a.Start(m, LimitHandOver, a.Unit)
	}
	a.again(m)
}

func (a *Account) suspend(Suspend, *governance.Moment) {}

// canRestore wants a holder whose post has not ended meanwhile.
func (a *Account) canRestore(_ Restore, m *governance.Moment) error {
	if !slices.Contains(m.Org.ActsFor(a.Holder), a.Unit) {
		return governance.Refuse("持有人已离任，应先交接", "the holder's post has ended: hand it over")
	}
	return nil
}

func (a *Account) restore(Restore, *governance.Moment) {}

func (a *Account) close(_ Close, m *governance.Moment) { a.end(string(Closed), m) }

// Dissolved is the outcome of an account whose organisation is no more.
const Dissolved = "dissolved"

func (a *Account) end(outcome string, m *governance.Moment) {
	a.Phase, a.Holder = Closed, ""
	m.Release(governance.Claim("account:" + string(a.Unit)))
	a.Close(m, outcome)
}
