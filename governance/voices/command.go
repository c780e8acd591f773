package voices

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Leave says something on the board or to the mailbox (留言).
type Leave struct {
	Channel channel.Channel `json:"channel" zh:"渠道" en:"Channel" rule:"required"`
	Place   orgtree.Code    `json:"place" zh:"所在或致送单位" en:"Where it is, or to whom" rule:"required"`
	Text    string          `json:"text" zh:"内容" en:"Text" rule:"required,max=2000" personal:"content"`
	Sender  Sender          `json:"sender,omitzero" zh:"反映人" en:"Sender"`
	Consent bool            `json:"consent,omitempty" zh:"同意公开答复" en:"Agrees that the answer is made public"`
}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

// Site is where it is.
func (l Leave) Site() orgtree.Code { return l.Place }

// Record writes down what was said in a residents' group (群众留言记录).
type Record struct {
	Group  string       `json:"group" zh:"群名称" en:"Group" rule:"required,max=60"`
	Place  orgtree.Code `json:"place" zh:"所在" en:"Place" rule:"required"`
	Text   string       `json:"text" zh:"内容" en:"Text" rule:"required,max=2000" personal:"content"`
	Sender Sender       `json:"sender,omitzero" zh:"反映人" en:"Sender"`
	Person string       `json:"person,omitempty" zh:"反映人账号" en:"Sender's person id, if they are known" rule:"max=64"`
}

// Verb is "record".
func (Record) Verb() string { return "record" }

// Site is where it is.
func (r Record) Site() orgtree.Code { return r.Place }

// Respond answers (答复).
type Respond struct {
	Text string `json:"text" zh:"答复" en:"Answer" rule:"required,max=5000" personal:"content"`
}

// Verb is "respond".
func (Respond) Verb() string { return "respond" }

// Decline says that it is nothing to be answered, and where else to turn (不予受理).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Withdraw takes it back before it is answered (撤回).
type Withdraw struct{}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }

// Convert turns it into a matter (转为事项).
type Convert struct {
	Category string       `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Place    orgtree.Code `json:"place,omitempty" zh:"地点" en:"Where it is, if elsewhere"`
	Address  string       `json:"address,omitempty" zh:"详细地址" en:"Address" rule:"max=200" personal:"content"`
}

// Verb is "convert".
func (Convert) Verb() string { return "convert" }

// Escalate is given by time when it was not answered (上级督办).
type Escalate struct{}

// Verb is "escalate".
func (Escalate) Verb() string { return "escalate" }

// Press asks further, for who is not content with the answer (追问).
type Press struct {
	Text string `json:"text" zh:"追问" en:"What is still asked" rule:"required,max=2000" personal:"content"`
}

// Verb is "press".
func (Press) Verb() string { return "press" }

// Publish makes question and answer public, in words without personal data (公开答复).
type Publish struct {
	Asked  string `json:"asked" zh:"反映事项" en:"What was asked" rule:"required,max=500"`
	Answer string `json:"answer" zh:"答复" en:"Answer" rule:"required,max=2000"`
}

// Verb is "publish".
func (Publish) Verb() string { return "publish" }

// Revoke takes back that the answer may be public (撤回公开).
type Revoke struct{}

// Verb is "revoke".
func (Revoke) Verb() string { return "revoke" }
