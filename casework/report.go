package casework

import (
	"regexp"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Report opens a matter (居事上报): units, Party organisations, members and
// residents send it online at any hour, and communities collect them [R].
type Report struct {
	Title    string  `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string  `json:"text" zh:"内容" en:"Text" rule:"required,max=5000" personal:"content"`
	Category string  `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Urgency  Urgency `json:"urgency,omitempty" zh:"紧急程度" en:"Urgency"`
	Place    Place   `json:"place" zh:"地点" en:"Place" rule:"required"`
	Sender   Sender  `json:"sender,omitzero" zh:"反映人" en:"Sender"`
}

// Verb is "report".
func (Report) Verb() string { return "report" }

// Site is the unit that the matter is about, from which its district follows.
func (r Report) Site() orgtree.Code { return r.Place.Unit }

var (
	phoneForm      = regexp.MustCompile(`^\+?[0-9][0-9 -]{4,24}[0-9]$`)
	coordinateForm = regexp.MustCompile(`^-?(180|1[0-7]\d|\d{1,2})(\.\d{1,8})?,-?(90|[0-8]?\d)(\.\d{1,8})?$`)
)

func (c *Case) canReport(cmd Report, m *governance.Moment) error {
	var f governance.Faults
	checkPlace(&f, "place", cmd.Place, m)
	checkCategory(&f, "category", cmd.Category, m)
	if cmd.Sender.Phone != "" && !phoneForm.MatchString(cmd.Sender.Phone) {
		f.Add("sender.phone", "bad-phone", "电话号码格式不正确", "is not a phone number")
	}
	if cmd.Sender.Unit != "" {
		f.Add("sender.unit", "read-only", "由系统按岗位确定", "follows from the sender's post")
	}
	return f.Err()
}

func checkPlace(f *governance.Faults, path string, p Place, m *governance.Moment) {
	if p.Coordinate != "" && !coordinateForm.MatchString(p.Coordinate) {
		f.Add(path+".coordinate", "bad-coordinate", "应为“经度,纬度”", "is not longitude,latitude")
	}
	checkUnit(f, path+".unit", p.Unit, m)
}

// checkUnit notes a unit that is not there, or that lies in no community and so
// has nobody to answer for it.
func checkUnit(f *governance.Faults, path string, unit orgtree.Code, m *governance.Moment) {
	if unit == "" {
		return // the field's own rule has named it
	}
	if !m.Org.Has(unit) {
		f.Add(path, "unknown-unit", "没有这个单位", "is not a unit")
	} else if _, ok := m.Org.Community(unit); !ok {
		f.Add(path, "no-community", "应具体到社区或社区以下", "does not lie in a community")
	}
}

func checkCategory(f *governance.Faults, path, code string, m *governance.Moment) {
	if code != "" && !policy(m).Categories.Has(code) {
		f.Add(path, "unknown-category", "没有这个类别", "is not a category")
	}
}

func (c *Case) report(cmd Report, m *governance.Moment) {
	c.receive(cmd, m.Actor.Person, m.Acting.Unit, m)
}

// Adopt opens a matter out of another record, such as an inquiry, in the name
// of whoever sent that.
type Adopt struct {
	Report
	Subject string       `json:"subject,omitempty" zh:"当事人" en:"Subject"`
	From    orgtree.Code `json:"from,omitempty" zh:"反映单位" en:"Sending unit"`
}

// Verb is "adopt".
func (Adopt) Verb() string { return "adopt" }

func (c *Case) canAdopt(cmd Adopt, m *governance.Moment) error {
	if m.UnitAt(governance.Of(orgtree.Community, cmd.Place.Unit)) == "" {
		return governance.Refuse("地点已无社区负责", "no community answers for the place any more")
	}
	return nil
}

func (c *Case) adopt(cmd Adopt, m *governance.Moment) {
	c.Origin = m.Origin()
	c.receive(cmd.Report, cmd.Subject, cmd.From, m)
}

// canTakeOver asks of what another institution refers what reporting asks.
func (c *Case) canTakeOver(cmd governance.Refer, m *governance.Moment) error {
	var f governance.Faults
	checkUnit(&f, "unit", cmd.Unit, m)
	checkCategory(&f, "category", cmd.Category, m)
	return f.Err()
}

func (c *Case) takeOver(cmd governance.Refer, m *governance.Moment) {
	c.Origin = m.Origin()
	report := Report{Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, Place: Place{Unit: cmd.Unit, Address: cmd.Address}}
	c.receive(report, cmd.Subject, cmd.From, m)
}

// receive takes a matter in from a person, or from a unit that a person acts
// for.
func (c *Case) receive(cmd Report, person string, unit orgtree.Code, m *governance.Moment) {
	c.Title, c.Text = strings.TrimSpace(cmd.Title), cmd.Text
	c.Category, c.Urgency = cmd.Category, cmd.Urgency
	c.Place, c.Sender = cmd.Place, cmd.Sender
	if c.Urgency == "" {
		c.Urgency = "normal"
	}
	c.Community = m.UnitAt(governance.Of(orgtree.Community, cmd.Place.Unit))
	c.Subject, c.Sender.Unit = person, unit
	c.Units, c.Ratings = []Involved{}, []Rating{}
	c.settleChecker(m)
	c.Start(m, LimitVerify, c.Checker)
}

// settleChecker finds the sender's own organisation, which checks the matter
// [R], and the organisation that may then whistle: a compound or community. A
// sender unknown, anonymous or from another district is the community's of the
// place [D].
func (c *Case) settleChecker(m *governance.Moment) {
	c.Checker, c.Base = c.Community, c.Community
	if c.Sender.Anonymous {
		c.Sender, m.Acting = Sender{Anonymous: true}, orgtree.Post{} // neither record nor entry says who
		return
	}
	checker := c.Community
	if c.Sender.Unit != "" {
		checker = c.checkerOfUnit(m)
	} else if own, ok := m.Org.CheckingOrgOf(c.Subject); ok {
		checker = own
	}
	if district, _ := m.Org.District(checker); district != c.District {
		return
	}
	c.Checker = checker
	if kind := m.Org.Kind(checker); kind == orgtree.Compound || kind == orgtree.Community {
		c.Base = checker
	}
}

// checkerOfUnit is the organisation that checks what a unit sends: the unit's own
// where it has one, as a department or town has; the compound's or community's
// for a committee, a company or another body there.
func (c *Case) checkerOfUnit(m *governance.Moment) orgtree.Code {
	switch m.Org.Kind(c.Sender.Unit) {
	case orgtree.Department, orgtree.Town, orgtree.Centre:
		return c.Sender.Unit
	}
	if own, ok := m.Org.CheckingOrg(c.Sender.Unit); ok {
		return own
	}
	return c.Sender.Unit
}

// Amend lets the sender complete a matter, and the checking organisation set
// what it knows better, such as the category.
type Amend struct {
	Title    *string  `json:"title,omitempty" zh:"标题" en:"Title" rule:"max=100" personal:"content"`
	Text     *string  `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=5000" personal:"content"`
	Category *string  `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Urgency  *Urgency `json:"urgency,omitempty" zh:"紧急程度" en:"Urgency"`
	Address  *string  `json:"address,omitempty" zh:"详细地址" en:"Address" rule:"max=200" personal:"content"`
}

// Verb is "amend".
func (Amend) Verb() string { return "amend" }

func (c *Case) canAmend(cmd Amend, m *governance.Moment) error {
	var f governance.Faults
	if cmd.Category != nil {
		checkCategory(&f, "category", *cmd.Category, m)
	}
	for _, field := range []struct {
		path string
		text *string
	}{{"title", cmd.Title}, {"text", cmd.Text}} {
		if field.text != nil && strings.TrimSpace(*field.text) == "" {
			f.Add(field.path, "required", "不得为空", "must not be blank")
		}
	}
	return f.Err()
}

// canCorrect is what amend asks of the checking organisation: what the sender
// wrote stays the sender's.
func (c *Case) canCorrect(cmd Amend, m *governance.Moment) error {
	var f governance.Faults
	for _, field := range []struct {
		path string
		text *string
	}{{"title", cmd.Title}, {"text", cmd.Text}, {"address", cmd.Address}} {
		if field.text != nil {
			f.Add(field.path, "not-yours", "只有反映人可以修改", "is the sender's to change")
		}
	}
	if cmd.Category != nil {
		checkCategory(&f, "category", *cmd.Category, m)
	}
	return f.Err()
}

func (c *Case) amend(cmd Amend, m *governance.Moment) {
	set(&c.Title, cmd.Title)
	set(&c.Text, cmd.Text)
	set(&c.Category, cmd.Category)
	set(&c.Urgency, cmd.Urgency)
	set(&c.Place.Address, cmd.Address)
	if c.Phase == PhaseReturned {
		c.MeetAll(m, LimitAmend)
		c.Start(m, LimitVerify, c.Checker)
	}
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// Verify is the check by the sender's own organisation (核验).
type Verify struct {
	Category string `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Text     string `json:"text,omitempty" zh:"核验意见" en:"Finding" rule:"max=2000" personal:"content"`
}

// Verb is "verify".
func (Verify) Verb() string { return "verify" }

func (c *Case) canVerify(cmd Verify, m *governance.Moment) error {
	var f governance.Faults
	checkCategory(&f, "category", cmd.Category, m)
	return f.Err()
}

func (c *Case) verify(cmd Verify, m *governance.Moment) {
	if cmd.Category != "" {
		c.Category = cmd.Category
	}
	c.MeetAll(m, LimitVerify)
	c.Start(m, LimitDecide, c.Base)
}

// Return gives a matter back to the sender to be completed (退回补充).
type Return struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "return".
func (Return) Verb() string { return "return" }

func (c *Case) giveBack(_ Return, m *governance.Moment) {
	c.MeetAll(m, LimitVerify)
	c.Start(m, LimitAmend, c.Checker)
}

// Decline ends a matter that lies outside the system's scope (不予受理), and
// says where to turn instead.
type Decline struct {
	Reason  string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=1000" personal:"content"`
	Instead string `json:"instead" zh:"可转往（法院、信访、110等）" en:"Where to turn instead: court, petition office, police" rule:"required,max=200" personal:"content"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

var errChildren = governance.Refuse("子事项尚未全部办结", "children are still open")

func (c *Case) canDecline(Decline, *governance.Moment) error {
	if c.Unclosed > 0 {
		return errChildren
	}
	return nil
}

func (c *Case) decline(cmd Decline, m *governance.Moment) {
	c.MeetAll(m, LimitVerify)
	c.Answer, c.Answered, c.Instead = cmd.Reason, m.Now(), cmd.Instead
	c.answerAll(cmd.Reason, m)
	c.close(m, Declined)
}

// Withdraw is the sender's, before dispatch.
type Withdraw struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=1000" personal:"content"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

func (c *Case) canWithdraw(Withdraw, *governance.Moment) error {
	switch {
	case c.Unclosed > 0:
		return errChildren
	case len(c.Merged) > 0:
		return governance.Refuse("已有其他事项并入，不能撤回", "others have been merged into it; it is no longer the sender's alone")
	}
	return nil
}

func (c *Case) withdraw(_ Withdraw, m *governance.Moment) { c.close(m, Withdrawn) }

// close ends the matter and tells its parent.
func (c *Case) close(m *governance.Moment, outcome Outcome) {
	c.Phase = PhaseClosed
	c.Close(m, string(outcome))
	c.Extension, c.Paused, c.Owing = nil, zeroTime, nil
	if c.hasParent() {
		m.Send(c.parentRef(), ChildClosed{})
	}
}

// owesAnEnd puts a returned matter on the desk of its checker once the sender
// has let the time for completing it pass.
func (c *Case) owesAnEnd(to []governance.Address) []governance.Address {
	if d := c.Deadline(LimitAmend, c.Checker); c.Phase == PhaseReturned && d != nil && d.Warned == governance.Red {
		return c.whoChecks(to)
	}
	return to
}
