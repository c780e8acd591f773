package scenario

import "github.com/jinlin-project/jinlin/governance/workday"

// A Unit is how well a unit works, and with how many hands.
type Unit struct {
	Clerks   int              `json:"clerks" zh:"经办人数" en:"how many people handle" rule:"min=1,max=1000"`
	Window   int              `json:"window,omitempty" zh:"窗口人数：核验、接单、验单等短环节；未列为1" en:"how many people do the short steps, such as checking and taking orders; 1 if none is given" rule:"min=1,max=1000"`
	Resolves []int            `json:"resolves" zh:"能自行解决的千分数，按难度一至五" en:"thousandths it can solve itself, by difficulty 1 to 5" rule:"len=5"`
	Quality  int              `json:"quality" zh:"办结结果验单合格的千分数" en:"thousandths of its results that pass their check" rule:"min=0,max=1000"`
	Speed    int              `json:"speed,omitempty" zh:"用时百分数，100为常速，越小越快" en:"percentage of the usual time; 100 if none is given" rule:"min=1,max=10000"`
	Refuses  int              `json:"refuses,omitempty" zh:"退单的千分数" en:"thousandths of orders it refuses" rule:"min=0,max=1000"`
	Hours    []workday.Window `json:"hours,omitempty" zh:"办公时间，未列的同工作日历" en:"office hours, where they differ from the calendar's" rule:"max=6"`
}

// Units are the units by what they are; Only changes single ones.
type Units struct {
	Compound   Unit            `json:"compound" zh:"小区" en:"compounds"`
	Community  Unit            `json:"community" zh:"社区" en:"communities"`
	Town       Unit            `json:"town" zh:"镇街" en:"towns"`
	Department Unit            `json:"department" zh:"部门" en:"departments"`
	Centre     Unit            `json:"centre" zh:"中心" en:"the centre"`
	Only       map[string]Some `json:"only,omitempty" zh:"个别单位：代码和不同之处" en:"single units: code, and what differs"`
}

// Some is what differs at a single unit.
type Some struct {
	Clerks   *int  `json:"clerks,omitempty" zh:"经办人数" en:"how many people handle" rule:"min=1,max=1000"`
	Window   *int  `json:"window,omitempty" zh:"窗口人数" en:"how many people do the short steps" rule:"min=1,max=1000"`
	Resolves []int `json:"resolves,omitempty" zh:"能自行解决的千分数，按难度一至五" en:"thousandths it can solve itself, by difficulty 1 to 5" rule:"len=5"`
	Quality  *int  `json:"quality,omitempty" zh:"办结结果验单合格的千分数" en:"thousandths of its results that pass their check" rule:"min=0,max=1000"`
	Speed    *int  `json:"speed,omitempty" zh:"用时百分数" en:"percentage of the usual time" rule:"min=1,max=10000"`
	Refuses  *int  `json:"refuses,omitempty" zh:"退单的千分数" en:"thousandths of orders it refuses" rule:"min=0,max=1000"`
}

// But is the unit with what differs at a single one.
func (u Unit) But(s Some) Unit {
	for _, field := range []struct{ to, from *int }{{&u.Clerks, s.Clerks}, {&u.Window, s.Window}, {&u.Quality, s.Quality}, {&u.Speed, s.Speed}, {&u.Refuses, s.Refuses}} {
		if field.from != nil {
			*field.to = *field.from
		}
	}
	if s.Resolves != nil {
		u.Resolves = s.Resolves
	}
	return u
}

// Triage is how the centre sorts and dispatches.
type Triage struct {
	Lists       [][]int             `json:"lists" zh:"难度一至五：即办、阶段性、谅解三张清单的权重" en:"for the difficulties 1 to 5, weights of the immediate, phased and understanding lists" rule:"len=5"`
	Assists     []int               `json:"assists" zh:"协办单位为零、一、二……个的权重" en:"weights of 0, 1, 2 … assisting departments" rule:"min=1,max=6"`
	Stages      []int               `json:"stages" zh:"阶段数为一、二、三……的权重" en:"weights of 1, 2, 3 … stages" rule:"min=1,max=6"`
	StageDays   int                 `json:"stageDays" zh:"每阶段工作日" en:"working days of a stage" rule:"min=1,max=250"`
	Responsible map[string][]string `json:"responsible,omitempty" zh:"类别（或其前缀）归哪些部门（代码后缀，如 D01）；未列的均分" en:"which departments a category or its beginning is for, by the ends of their codes; spread where none is given"`
	Grants      int                 `json:"grants" zh:"同意延期的千分数" en:"thousandths of extensions it grants" rule:"min=0,max=1000"`
	Finds       int                 `json:"finds" zh:"抽查不合格的千分数" en:"thousandths of samples it finds wanting" rule:"min=0,max=1000"`
	NowPossible int                 `json:"nowPossible" zh:"复查时已能办理的千分数" en:"thousandths that can be done when they are looked at again" rule:"min=0,max=1000"`
	LooksAgain  int                 `json:"looksAgain" zh:"仍不能办理、另定复查日的千分数；其余不再复查" en:"thousandths of the rest that get another day; nobody looks at the others again" rule:"min=0,max=1000"`
}

// People is how residents and whistlers behave. Chances are thousandths.
type People struct {
	Anonymous     int         `json:"anonymous" zh:"匿名" en:"send without a name" rule:"min=0,max=1000"`
	Unclear       int         `json:"unclear" zh:"不清楚、须退回补充" en:"are unclear and go back" rule:"min=0,max=1000"`
	Completes     int         `json:"completes" zh:"退回后补充的" en:"complete what went back" rule:"min=0,max=1000"`
	OutOfScope    int         `json:"outOfScope" zh:"不属受理范围" en:"lie outside the scope" rule:"min=0,max=1000"`
	Withdraws     int         `json:"withdraws" zh:"撤回" en:"are withdrawn" rule:"min=0,max=1000"`
	Duplicates    int         `json:"duplicates" zh:"与社区在办事项重复、并案" en:"repeat a matter of the community and are merged" rule:"min=0,max=1000"`
	Splits        int         `json:"splits" zh:"镇街拆分的" en:"are split by the town" rule:"min=0,max=1000"`
	Owes          int         `json:"owes" zh:"办理中须居民补充、挂起的" en:"owe information while they are handled, so that the clock pauses" rule:"min=0,max=1000"`
	Urges         int         `json:"urges" zh:"逾期时被催办的" en:"are urged when they are late" rule:"min=0,max=1000"`
	AsksExtension int         `json:"asksExtension" zh:"单位预见逾期时申请延期的" en:"units ask for an extension when they see that they will be late" rule:"min=0,max=1000"`
	Understands   int         `json:"understands" zh:"谅解的" en:"understand what cannot be done" rule:"min=0,max=1000"`
	Rates         int         `json:"rates" zh:"反映人参加评价的" en:"senders who rate" rule:"min=0,max=1000"`
	WhistlerRates int         `json:"whistlerRates" zh:"吹哨单位按期评价的" en:"whistlers who rate" rule:"min=0,max=1000"`
	Reopens       int         `json:"reopens" zh:"不满意时要求重办的" en:"have it handled again when dissatisfied" rule:"min=0,max=1000"`
	Replies       Minutes     `json:"replies" zh:"居民答复、评价前的时间（分钟，含夜间和假日）" en:"minutes before a resident replies or rates, nights and holidays included" rule:"required,lone"`
	Converts      int         `json:"converts" zh:"咨询转为事项的" en:"inquiries that are turned into matters" rule:"min=0,max=1000"`
	Satisfaction  Temperament `json:"satisfaction" zh:"满意度" en:"how they rate"`
}

// A Temperament is how ratings fall out: weights of the steps 5 非常满意 to 1 非常不满意.
type Temperament struct {
	SolvedInTime []int `json:"solvedInTime" zh:"按时解决" en:"solved in time" rule:"len=5"`
	SolvedLate   []int `json:"solvedLate" zh:"逾期解决" en:"solved late" rule:"len=5"`
	Partly       []int `json:"partly" zh:"部分解决、取得谅解" en:"partly solved, or understood" rule:"len=5"`
	Unsolved     []int `json:"unsolved" zh:"未解决" en:"not solved" rule:"len=5"`
}

// A Policy names what differs from the default policy of matters.
type Policy struct {
	Limits          map[string]int `json:"limits,omitempty" zh:"时限（名称: 数量，单位同默认；「名称@类别」只对该类别）" en:"limits by name, in the unit of the default; name@category for one category"`
	RefusalsPerUnit *int           `json:"refusalsPerUnit,omitempty" zh:"每单位可退单次数" en:"refusals per unit"`
	MaxExtensions   *int           `json:"maxExtensions,omitempty" zh:"可延期次数" en:"extensions that may be granted"`
	PauseDays       *int           `json:"pauseDays,omitempty" zh:"挂起自动恢复的工作日" en:"working days after which a pause ends"`
	MaxPauses       *int           `json:"maxPauses,omitempty" zh:"可挂起次数" en:"how often it may be paused"`
	ReviewDays      *int           `json:"reviewDays,omitempty" zh:"谅解清单复查的工作日" en:"working days until it is looked at again"`
	ReopenDays      *int           `json:"reopenDays,omitempty" zh:"可重办的工作日" en:"working days within which it may be reopened"`
	MaxReopenings   *int           `json:"maxReopenings,omitempty" zh:"可重办次数" en:"how often it may be reopened"`
	SampleShare     *int           `json:"sampleShare,omitempty" zh:"抽查的千分数" en:"thousandths that are drawn as samples"`
}
