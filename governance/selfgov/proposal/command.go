package proposal

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Propose makes a proposal to a group (提案).
type Propose struct {
	Title   string  `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text    string  `json:"text" zh:"内容" en:"Text" rule:"required,max=5000" personal:"content"`
	Subject Subject `json:"about" zh:"议题类型" en:"What it is about" rule:"required"`
}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Put opens a proposal out of the group (提交).
type Put struct {
	Propose
	Group uuid.UUID `json:"group" zh:"自治组织" en:"Group"`
	charter.Seat
	Convener string `json:"convener,omitempty" zh:"召集人" en:"Convener"`
}

// Verb is "put".
func (Put) Verb() string { return "put" }

// TakeUp puts a proposal down for deliberation (列入议事).
type TakeUp struct{}

// Verb is "take-up".
func (TakeUp) Verb() string { return "take-up" }

// TurnDown does not, or ends a deliberation that comes to nothing (不付表决).
type TurnDown struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "turn-down".
func (TurnDown) Verb() string { return "turn-down" }

// Withdraw takes one's proposal back before the vote (撤回).
type Withdraw struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500" personal:"content"`
}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// Deliberate records a deliberation (议事), and the text that was agreed to be voted
// on, if it is another.
type Deliberate struct {
	Venue   Venue  `json:"venue" zh:"场所" en:"Venue" rule:"required"`
	Present int    `json:"present" zh:"到会人数" en:"How many were present" rule:"required,min=1,max=10000"`
	Minutes string `json:"minutes" zh:"议事记录" en:"Minutes" rule:"required,max=5000" personal:"content"`
	Draft   string `json:"draft,omitempty" zh:"修改后的内容" en:"Text as amended" rule:"max=5000" personal:"content"`
}

// Verb is "deliberate".
func (Deliberate) Verb() string { return "deliberate" }

// Frozen tells the proposal the roll that votes on it (名册冻结).
type Frozen struct {
	Roll    voting.Weight `json:"roll" zh:"名册" en:"The roll"`
	Changes int           `json:"changes" zh:"名册变更号" en:"Number of the roll's last change"`
}

// Verb is "frozen".
func (Frozen) Verb() string { return "frozen" }

// Vote casts one's vote (表决).
type Vote struct {
	Choice voting.Choice `json:"choice" zh:"意见" en:"Choice" rule:"required"`
}

// Verb is "vote".
func (Vote) Verb() string { return "vote" }

// RecordVote enters a vote that was handed in on paper, in an open ballot (代录表决票).
type RecordVote struct {
	Person string        `json:"person" zh:"表决人" en:"Voter's person id" rule:"required,max=64"`
	Choice voting.Choice `json:"choice" zh:"意见" en:"Choice" rule:"required"`
}

// Verb is "record-vote".
func (RecordVote) Verb() string { return "record-vote" }

// CountOut ends the vote and announces its result (计票公布).
type CountOut struct{}

// Verb is "count-out".
func (CountOut) Verb() string { return "count-out" }

// HandOn refers what was decided to another institution (转办).
type HandOn struct {
	To       string       `json:"to" zh:"转至" en:"Institution" rule:"required,max=32"`
	Category string       `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Owner    orgtree.Code `json:"owner,omitempty" zh:"责任单位" en:"Whose it is to do"`
	Due      civil.Date   `json:"due,omitzero" zh:"完成期限" en:"By when"`
}

// Verb is "hand-on".
func (HandOn) Verb() string { return "hand-on" }

// CarryOut records that what was decided has been done, and how (落实).
type CarryOut struct {
	Text string `json:"text" zh:"落实情况" en:"What was done" rule:"required,max=2000" personal:"content"`
}

// Verb is "carry-out".
func (CarryOut) Verb() string { return "carry-out" }

// GiveUp records that what was decided cannot be done, and why (未能落实).
type GiveUp struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=2000" personal:"content"`
}

// Verb is "give-up".
func (GiveUp) Verb() string { return "give-up" }

// A Subject is what a proposal is about.
type Subject string

// The subjects that have consequences of their own.
const (
	OnCovenant Subject = "covenant" // 制定或修订公约
	OnRepeal   Subject = "repeal"   // 废止公约
)

// Choices lists the subjects with their labels.
func (Subject) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("affair", "公共事务", "a common affair"), governance.ChoiceOf("facility", "设施改造", "a facility"),
		governance.ChoiceOf("funds", "公共收益和资金使用", "use of common income"), governance.ChoiceOf("service", "邻里服务", "a service among neighbours"),
		governance.ChoiceOf(OnCovenant, "制定或修订公约", "making or amending the covenant"), governance.ChoiceOf(OnRepeal, "废止公约", "repealing the covenant"),
	}
}

// A Venue is where people deliberate.
type Venue string

// Choices lists the venues with their labels.
func (Venue) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("hall", "议事厅", "deliberation hall"), governance.ChoiceOf("court", "说事院", "talking court"),
		governance.ChoiceOf("pavilion", "连心亭", "hearts' pavilion"), governance.ChoiceOf("doorstep", "楼道院落", "doorstep or yard"),
		governance.ChoiceOf("online", "线上", "online"),
	}
}
