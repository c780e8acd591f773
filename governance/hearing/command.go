package hearing

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// mostInvited is how many residents one hearing may invite: a hall full.
const mostInvited = 60

// Convene calls a hearing (召集).
type Convene struct {
	Title   string         `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text    string         `json:"text,omitempty" zh:"评议内容" en:"What is rated" rule:"max=2000" personal:"content"`
	Host    orgtree.Code   `json:"host" zh:"召集单位" en:"Host" rule:"required"`
	Venue   Venue          `json:"venue" zh:"场所" en:"Venue" rule:"required"`
	At      time.Time      `json:"at" zh:"召开时间" en:"When" rule:"required"`
	Units   []orgtree.Code `json:"units" zh:"被评议单位" en:"Units whose work is rated" rule:"required,max=10"`
	Invited []string       `json:"invited" zh:"受邀居民" en:"Residents invited" rule:"required,max=60"`
}

// Verb is "convene".
func (Convene) Verb() string { return "convene" }

// Site is the host.
func (c Convene) Site() orgtree.Code { return c.Host }

// Invite invites more residents (增邀).
type Invite struct {
	Invited []string `json:"invited" zh:"受邀居民" en:"Residents invited" rule:"required,max=60"`
}

// Verb is "invite".
func (Invite) Verb() string { return "invite" }

// Report gives account of a unit's work (述职).
type Report struct {
	Text string `json:"text" zh:"述职内容" en:"Account" rule:"required,max=5000" personal:"content"`
}

// Verb is "report".
func (Report) Verb() string { return "report" }

// OpenRating begins the rating, at the hearing (开始评议).
type OpenRating struct {
	Present int       `json:"present" zh:"到会人数" en:"How many were present" rule:"required,min=1,max=1000"`
	Until   time.Time `json:"until" zh:"截止时间" en:"Until" rule:"required"`
}

// Verb is "open-rating".
func (OpenRating) Verb() string { return "open-rating" }

// Rate rates one unit's work, unsigned (评议).
type Rate struct {
	Unit orgtree.Code `json:"unit" zh:"被评议单位" en:"Unit" rule:"required"`
	Mark Mark         `json:"mark" zh:"评价" en:"Mark" rule:"required"`
	Text string       `json:"text,omitempty" zh:"意见建议" en:"Opinion" rule:"max=2000" personal:"content"`
}

// Verb is "rate".
func (Rate) Verb() string { return "rate" }

// CloseRating ends the rating and announces it (公布结果).
type CloseRating struct{}

// Verb is "close-rating".
func (CloseRating) Verb() string { return "close-rating" }

// Answer says what a unit will put right (整改答复).
type Answer struct {
	Text string `json:"text" zh:"整改措施" en:"What it will do" rule:"required,max=5000" personal:"content"`
}

// Verb is "answer".
func (Answer) Verb() string { return "answer" }

// ReferOpinion refers what residents have said to another institution (转办).
type ReferOpinion struct {
	To       string       `json:"to" zh:"转至" en:"Institution" rule:"required,max=32"`
	Title    string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text" zh:"内容" en:"Text" rule:"required,max=5000" personal:"content"`
	Category string       `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Place    orgtree.Code `json:"place" zh:"地点" en:"Place" rule:"required"`
}

// Verb is "refer-opinion".
func (ReferOpinion) Verb() string { return "refer-opinion" }

// Cancel calls it off (取消).
type Cancel struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }

// A Mark is one of the five steps in which work is rated.
type Mark string

// Choices lists the steps with their labels.
func (Mark) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("very-good", "非常满意", "very satisfied"), governance.ChoiceOf("good", "满意", "satisfied"), governance.ChoiceOf("fair", "基本满意", "fairly satisfied"),
		governance.ChoiceOf("poor", "不满意", "dissatisfied"), governance.ChoiceOf("very-poor", "非常不满意", "very dissatisfied"),
	}
}

// A Venue is where a hearing is held.
type Venue string

// Choices lists the venues with their labels.
func (Venue) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("hall", "议事厅", "deliberation hall"), governance.ChoiceOf("court", "说事院", "talking court"),
		governance.ChoiceOf("pavilion", "连心亭", "hearts' pavilion"), governance.ChoiceOf("service-centre", "党群服务中心", "Party-and-masses service centre"),
		governance.ChoiceOf("online", "线上", "online"),
	}
}
