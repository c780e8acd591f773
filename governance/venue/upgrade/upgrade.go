package upgrade

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which upgrades are kept.
const Kind = place.KindUpgrade

// The phases of an upgrade.
const (
	Planned    governance.Phase = "planned"    // 待批复
	Building   governance.Phase = "building"   // 实施中
	Inspecting governance.Phase = "inspecting" // 待验收
	Accepted   governance.Phase = "accepted"   // 已验收
	Dropped    governance.Phase = "dropped"    // 未实施
)

// The outcomes besides acceptance.
const (
	Rejected  = "rejected"  // 不予批复
	Withdrawn = "withdrawn" // 撤回
	Stopped   = "stopped"   // 中止
)

// An Upgrade is a project that makes a venue better (提升改造项目).
type Upgrade struct {
	governance.Head
	Title    string          `json:"title" zh:"项目名称" en:"Title"`
	Text     string          `json:"text" zh:"改造内容" en:"What is to be done"`
	Unit     orgtree.Code    `json:"unit" zh:"所属单位" en:"Unit"`
	Venue    string          `json:"venue" zh:"场所名称" en:"Venue"`
	Items    []place.Item    `json:"items,omitempty" zh:"拟达到" en:"Haves it is to bring"`
	Planned  governance.Yuan `json:"planned" zh:"预算（元）" en:"Planned, in yuan"`
	Approved governance.Yuan `json:"approved,omitzero" zh:"批复（元）" en:"Approved, in yuan"`
	Spent    governance.Yuan `json:"spent,omitzero" zh:"已支出（元）" en:"Spent, in yuan"`
	Payments int             `json:"payments,omitempty" zh:"支付笔数" en:"Payments"`
	Accepted civil.Date      `json:"accepted,omitzero" zh:"验收日" en:"Accepted on"`
}

// Approve approves the project with an amount (批复).
type Approve struct {
	Amount governance.Yuan `json:"amount" zh:"批复金额（元）" en:"Amount, in yuan" rule:"required"`
	Number string          `json:"number" zh:"批复文号" en:"Number of the document" rule:"required,max=60"`
}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Reject does not approve it (不予批复).
type Reject struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }

// Withdraw takes the plan back (撤回).
type Withdraw struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// Supplement approves more (追加).
type Supplement struct {
	Amount governance.Yuan `json:"amount" zh:"追加金额（元）" en:"Amount, in yuan" rule:"required"`
	Number string          `json:"number" zh:"批复文号" en:"Number of the document" rule:"required,max=60"`
}

// Verb is "supplement".
func (Supplement) Verb() string { return "supplement" }

// Spend records what was paid, which is never more than was approved (支付).
type Spend struct {
	Amount  governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Voucher string          `json:"voucher" zh:"凭证号" en:"Voucher" rule:"required,max=60"`
	Text    string          `json:"text" zh:"用途" en:"What for" rule:"required,max=500"`
}

// Verb is "spend".
func (Spend) Verb() string { return "spend" }

// TakeBack records what was paid and came back (退回).
type TakeBack struct {
	Amount governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Reason string          `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "take-back".
func (TakeBack) Verb() string { return "take-back" }

// Finish asks for acceptance (申请验收).
type Finish struct {
	Text string `json:"text" zh:"完工情况" en:"What was done" rule:"required,max=5000"`
}

// Verb is "finish".
func (Finish) Verb() string { return "finish" }

// Accept accepts what was done (验收合格).
type Accept struct {
	Text string `json:"text,omitempty" zh:"验收意见" en:"Opinion" rule:"max=2000"`
}

// Verb is "accept".
func (Accept) Verb() string { return "accept" }

// SendBack does not accept it yet (整改).
type SendBack struct {
	Reason string `json:"reason" zh:"整改要求" en:"What is to be mended" rule:"required,max=2000"`
}

// Verb is "send-back".
func (SendBack) Verb() string { return "send-back" }

// Stop ends the project before it is done (中止). What has been paid stays paid.
type Stop struct {
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "stop".
func (Stop) Verb() string { return "stop" }

func (u *Upgrade) begin(cmd place.Begin, m *governance.Moment) {
	u.Title, u.Text, u.Items, u.Planned = cmd.Title, cmd.Text, cmd.Items, cmd.Planned
	u.Parent, u.Unit, u.Venue = cmd.Venue, cmd.Unit, cmd.Name
	u.Start(m, LimitApprove, u.District)
}

func (u *Upgrade) canApprove(cmd Approve, _ *governance.Moment) error { return positive(cmd.Amount) }

func positive(amount governance.Yuan) error {
	var f governance.Faults
	amount.Positive(&f, "amount")
	return f.Err()
}

func (u *Upgrade) approve(cmd Approve, m *governance.Moment) {
	u.Approved = cmd.Amount
	u.MeetAll(m, LimitApprove)
}

func (u *Upgrade) reject(_ Reject, m *governance.Moment) { u.end(m, Rejected) }

func (u *Upgrade) withdraw(_ Withdraw, m *governance.Moment) { u.end(m, Withdrawn) }

func (u *Upgrade) stop(_ Stop, m *governance.Moment) { u.end(m, Stopped) }

// end closes the project and tells the venue.
func (u *Upgrade) end(m *governance.Moment, how string) {
	u.MeetAll(m, LimitApprove)
	u.MeetAll(m, LimitInspect)
	u.Close(m, how)
	told := place.EndProject{Accepted: how == string(Accepted)}
	if told.Accepted {
		told.Items = u.Items
	}
	m.Send(governance.Ref{Kind: place.Kind, ID: u.Parent}, told)
}

func (u *Upgrade) canSupplement(cmd Supplement, _ *governance.Moment) error {
	return positive(cmd.Amount)
}

func (u *Upgrade) supplement(cmd Supplement, _ *governance.Moment) { u.Approved += cmd.Amount }

func (u *Upgrade) canSpend(cmd Spend, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if cmd.Amount > u.Approved-u.Spent {
		f.Add("amount", "overspent", "超出批复金额的余额", "is more than is left of what was approved")
	}
	return f.Err()
}

func (u *Upgrade) spend(cmd Spend, _ *governance.Moment) {
	u.Payments++
	u.Spent += cmd.Amount
}

func (u *Upgrade) canTakeBack(cmd TakeBack, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if cmd.Amount > u.Spent {
		f.Add("amount", "not-spent", "超出已支出金额", "is more than was paid")
	}
	return f.Err()
}

func (u *Upgrade) takeBack(cmd TakeBack, _ *governance.Moment) { u.Spent -= cmd.Amount }

func (u *Upgrade) finish(_ Finish, m *governance.Moment) { u.Start(m, LimitInspect, u.District) }

func (u *Upgrade) accept(_ Accept, m *governance.Moment) {
	u.Accepted = m.Today()
	u.end(m, string(Accepted))
}

func (u *Upgrade) sendBack(_ SendBack, m *governance.Moment) { u.MeetAll(m, LimitInspect) }

func (u *Upgrade) whoManages(to []governance.Address) []governance.Address {
	return place.Managers(to, u.Unit)
}

func (u *Upgrade) whoIsDistrict(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.District, u.District))
}
