package task

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/course"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which tasks are kept.
const Kind = "task"

// The phases of a task.
const (
	Doing     governance.Phase = "doing"     // 推进中
	Returned  governance.Phase = "returned"  // 退回待裁定
	Submitted governance.Phase = "submitted" // 待验收
	Done      governance.Phase = "done"      // 已完成
	Dropped   governance.Phase = "dropped"   // 已撤销
)

// A Task is one duty of one unit (任务). What it has referred are its parts.
type Task struct {
	governance.Head
	governance.Referrals
	Title      string            `json:"title" zh:"任务" en:"Title" personal:"content"`
	Text       string            `json:"text" zh:"要求" en:"What is asked" personal:"content"`
	Category   string            `json:"category,omitempty" zh:"类别" en:"Category"`
	From       orgtree.Code      `json:"from" zh:"交办单位" en:"Who set it"`
	Owner      orgtree.Code      `json:"owner" zh:"责任单位" en:"Whose it is"`
	Level      governance.Level  `json:"level" zh:"层级" en:"Level"`
	Community  orgtree.Code      `json:"community,omitempty" zh:"社区" en:"Community"`
	Source     governance.Origin `json:"source,omitempty" zh:"来源" en:"What the chain came from"`
	Top        uuid.UUID         `json:"top" zh:"总任务" en:"Task at the head of the chain"`
	Due        civil.Date        `json:"due" zh:"完成期限" en:"By when"`
	Progress   int               `json:"progress,omitempty" zh:"进度（%）" en:"Progress, percent"`
	Sum        int               `json:"sum,omitempty" zh:"下级进度合计" en:"Sum of the parts' progress"`
	Course     course.Course     `json:"course" zh:"历程" en:"Course"`
	Asked      civil.Date        `json:"asked,omitzero" zh:"申请延期至" en:"More time asked for, until"`
	Extensions int               `json:"extensions,omitempty" zh:"延期次数" en:"Extensions"`
	Reworks    int               `json:"reworks,omitempty" zh:"退回整改次数" en:"Times sent back"`
	Owners     int               `json:"ownersSoFar" zh:"承担单位数" en:"Owners so far"`
	Refused    bool              `json:"refused,omitempty" zh:"须由本单位承担" en:"It was ruled that its owner has to do it"`
	Result     string            `json:"result,omitempty" zh:"完成情况" en:"Result" personal:"content"`
}
