package entry

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Enter opens an entry of a list; it is given by the alliance.
type Enter struct {
	Alliance uuid.UUID    `json:"alliance" zh:"联盟" en:"Alliance" rule:"required"`
	Core     orgtree.Code `json:"core" zh:"核心社区" en:"Community of the alliance" rule:"required"`
	Owner    orgtree.Code `json:"owner" zh:"成员单位" en:"Whose it is" rule:"required"`
	List     List         `json:"list" zh:"清单" en:"List" rule:"required"`
	Sort     Sort         `json:"sort" zh:"类别" en:"Sort" rule:"required"`
	Title    string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
}

// Verb is "enter".
func (Enter) Verb() string { return "enter" }

// Site is the community of the alliance.
func (c Enter) Site() orgtree.Code { return c.Core }

// Match makes a need and a resource a project (对接).
type Match struct {
	Resource uuid.UUID     `json:"resource" zh:"资源" en:"Resource" rule:"required"`
	Together item.Together `json:"together" zh:"六联类别" en:"Kind of the six together" rule:"required"`
	Day      civil.Date    `json:"day" zh:"计划日" en:"Planned for" rule:"required"`
}

// Verb is "match".
func (Match) Verb() string { return "match" }

// Engage tells a resource which project it is used in.
type Engage struct {
	Item uuid.UUID `json:"item" zh:"项目" en:"Project" rule:"required"`
}

// Verb is "engage".
func (Engage) Verb() string { return "engage" }

// Withdraw takes an entry off its list (撤回).
type Withdraw struct{}

// Verb is "withdraw".
func (Withdraw) Verb() string { return "withdraw" }
