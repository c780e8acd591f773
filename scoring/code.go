package scoring

import "github.com/jinlin-project/jinlin/governance"

// A Group is a peer group (同类单位): units are ranked among those of their own
// group only, towns among towns and departments among departments (3 [R]).
type Group string

// The peer groups.
const (
	Towns       Group = "towns"       // 镇街
	Departments Group = "departments" // 区直部门
	Communities Group = "communities" // 社区
	Compounds   Group = "compounds"   // 小区
	Whistlers   Group = "whistlers"   // 吹哨单位, where a district ranks all of them together
)

// Choices lists the groups with their labels.
func (Group) Choices() []governance.Choice { return groupChoices }

// A Side is which of the two a unit was in a matter. Both are scored (双考核).
type Side string

// The two sides.
const (
	Responder Side = "responder" // 报到方: reported in and handled
	Whistler  Side = "whistler"  // 吹哨方: whistled
)

// Choices lists the sides with their labels.
func (Side) Choices() []governance.Choice { return sideChoices }

// A List is which of the three lists (三张清单) a matter was on.
type List string

// The lists. What never reached the centre's triage is on none.
const (
	NoList        List = "none"          // 未列清单: handled by the town, before any triage
	Immediate     List = "immediate"     // 即办清单
	Phased        List = "phased"        // 阶段性事项清单
	Understanding List = "understanding" // 谅解清单
)

// listCodes is the order of the lists in counters and on pages.
var listCodes = [...]List{NoList, Immediate, Phased, Understanding}

// lists is how many there are.
const lists = len(listCodes)

// Choices lists the lists with their labels.
func (List) Choices() []governance.Choice { return listChoices }

// index is the list's place in counters, or -1.
func (l List) index() int {
	for i, code := range listCodes {
		if code == l {
			return i
		}
	}
	return -1
}

// A Role is what a responder was in a matter.
type Role string

// The roles.
const (
	Lead   Role = "lead"   // 牵头单位
	Assist Role = "assist" // 协办单位
	First  Role = "first"  // 首接单位
)

// Choices lists the roles with their labels.
func (Role) Choices() []governance.Choice { return roleChoices }

// An Outcome says what came of a part: in the record, or as a rater sees it.
type Outcome string

// The outcomes. Raters say the first three.
const (
	Solved     Outcome = "solved"     // 解决
	Partly     Outcome = "partly"     // 部分解决
	Unsolved   Outcome = "unsolved"   // 未解决
	Understood Outcome = "understood" // 取得谅解
)

// Choices lists the outcomes with their labels.
func (Outcome) Choices() []governance.Choice { return outcomeChoices }

// An Answer is how a rater stands to one part.
type Answer string

// The answers. The zero Answer is "nobody to ask": no such rater, for instance
// an anonymous sender.
const (
	Given    Answer = "given"    // 已评价
	Silent   Answer = "silent"   // 逾期未评: asked, and the window ended without an answer
	Pending  Answer = "pending"  // 待评价: to be asked, or asked and the window still open
	Withheld Answer = "withheld" // 拒绝接受评价: the unit kept it from being asked or given
)

// Choices lists the answers with their labels.
func (Answer) Choices() []governance.Choice { return answerChoices }

// An Exclusion is why a part is not counted but shown beside. Only somebody
// other than the unit can bring it about: a unit never excludes itself.
type Exclusion string

// The exclusions.
const (
	Declined     Exclusion = "declined"     // 不予受理
	Withdrawn    Exclusion = "withdrawn"    // 撤回, by the sender
	Merged       Exclusion = "merged"       // 并案: counted once, where it went
	Unreasonable Exclusion = "unreasonable" // 诉求不合理, ruled by the centre
	Released     Exclusion = "released"     // 退单成立: the centre upheld the unit's refusal
	Exempted     Exclusion = "exempted"     // 免予考核, ruled by the centre for another reason
)

// Choices lists the exclusions with their labels.
func (Exclusion) Choices() []governance.Choice { return exclusionChoices }

// The codes and their labels. Nobody writes to them.
var (
	groupChoices = []governance.Choice{
		choice(Towns, "镇街", "towns"), choice(Departments, "区直部门", "departments"),
		choice(Communities, "社区", "communities"), choice(Compounds, "小区", "compounds"),
		choice(Whistlers, "吹哨单位", "whistlers"),
	}
	sideChoices = []governance.Choice{choice(Responder, "报到方", "responder"), choice(Whistler, "吹哨方", "whistler")}
	listChoices = []governance.Choice{
		choice(NoList, "未列清单", "on no list"), choice(Immediate, "即办清单", "immediate"),
		choice(Phased, "阶段性事项清单", "phased"), choice(Understanding, "谅解清单", "understanding"),
	}
	roleChoices    = []governance.Choice{choice(Lead, "牵头单位", "lead"), choice(Assist, "协办单位", "assisting"), choice(First, "首接单位", "first responsible")}
	outcomeChoices = []governance.Choice{
		choice(Solved, "解决", "solved"), choice(Partly, "部分解决", "partly solved"),
		choice(Unsolved, "未解决", "not solved"), choice(Understood, "取得谅解", "understood"),
	}
	answerChoices = []governance.Choice{
		choice(Given, "已评价", "given"), choice(Silent, "逾期未评", "not given"),
		choice(Pending, "待评价", "pending"), choice(Withheld, "拒绝接受评价", "withheld by the unit"),
	}
	exclusionChoices = []governance.Choice{
		choice(Declined, "不予受理", "declined"), choice(Withdrawn, "撤回", "withdrawn"),
		choice(Merged, "并案", "merged elsewhere"), choice(Unreasonable, "诉求不合理", "demand ruled unreasonable"),
		choice(Released, "退单成立", "refusal upheld"), choice(Exempted, "免予考核", "exempted"),
	}
)

func choice[C ~string](code C, zh, en string) governance.Choice {
	return governance.Choice{Code: string(code), Label: governance.Text{Zh: zh, En: en}}
}

// labelOf is the label of a code.
func labelOf[C interface {
	~string
	governance.Coded
}](code C) governance.Text {
	return governance.Label(code.Choices(), string(code))
}

// known reports whether a code is one of its type's.
func known[C interface {
	~string
	governance.Coded
}](code C) bool {
	for _, c := range code.Choices() {
		if c.Code == string(code) {
			return true
		}
	}
	return false
}
