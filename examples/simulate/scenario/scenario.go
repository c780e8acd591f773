package scenario

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// A Scenario is one world to be simulated.
type Scenario struct {
	Schema    string     `json:"$schema,omitempty" zh:"本格式的 JSON Schema，供编辑器校验" en:"the JSON Schema of this form, for editors"`
	Extends   string     `json:"extends,omitempty" zh:"在哪个情景上修改：内置名，或同目录的文件名" en:"the scenario this one changes: a built-in name, or a file beside it"`
	Name      string     `json:"name,omitempty" zh:"名称" en:"name"`
	Title     string     `json:"title" zh:"标题，写在结果上" en:"title, printed on results"`
	From      civil.Date `json:"from" zh:"开始日" en:"first day"`
	Years     int        `json:"years" zh:"年数" en:"years" rule:"min=1,max=20"`
	District  District   `json:"district" zh:"区" en:"the district, or several"`
	Calendar  Calendar   `json:"calendar,omitzero" zh:"工作日历" en:"the working-day calendar"`
	Matters   Arrivals   `json:"matters" zh:"居事" en:"residents' matters"`
	Inquiries Arrivals   `json:"inquiries" zh:"咨询" en:"inquiries"`
	Work      Work       `json:"work" zh:"各环节用时" en:"how long each step takes"`
	Units     Units      `json:"units" zh:"办理单位" en:"the units that handle"`
	Triage    Triage     `json:"triage" zh:"中心分办" en:"how the centre sorts and dispatches"`
	People    People     `json:"people" zh:"居民行为" en:"how residents behave"`
	Policy    Policy     `json:"policy,omitzero" zh:"规则（与默认不同的）" en:"policy, where it differs from the defaults"`
	RuleSets  []string   `json:"ruleSets" zh:"考评规则：内置编号，或同目录的规则文件名" en:"rule sets by which units are scored: those that are shipped, by id, or files beside" rule:"min=1,max=10"`
	Agenda    *bool      `json:"agenda,omitempty" zh:"是否同时运行其他制度（联席会议、调解等）；需要存储" en:"whether the other institutions run as well; needs a store"`

	beside map[string][]byte // the files it names, as they were read
}

// A District says where the scenario plays.
type District struct {
	Divisions string     `json:"divisions" zh:"区划来源：haicang（内置），或 national（-divisions 所指的全国区划文件）" en:"haicang (built in), or national: the file that -divisions names" rule:"one=haicang|national"`
	Codes     []string   `json:"codes,omitempty" zh:"national：哪些区县（代码前缀，2至6位）" en:"national: which districts, by prefixes of their codes" rule:"max=4000"`
	Seed      int        `json:"seed,omitempty" zh:"合成小区、人员用的种子" en:"seed of the compounds and people that are made up" rule:"min=0"`
	Size      synth.Size `json:"size" zh:"小区、网格、部门等的数量；national 时按社区数比例" en:"how many compounds, grids, departments; for national, in proportion to communities"`
}

// A Calendar changes the national calendar.
type Calendar struct {
	Region  string       `json:"region,omitempty" zh:"地方规定" en:"a region whose overlay holds"`
	Notices []string     `json:"notices,omitempty" zh:"放假通知的文件名（同目录）" en:"files of notices beside, such as next year's" rule:"max=20"`
	Extra   []civil.Date `json:"extraDaysOff,omitempty" zh:"另外放假的日子" en:"further days off" rule:"max=366"`
}

// Arrivals say when, where and about what something comes in.
type Arrivals struct {
	PerYear     int              `json:"perYear" zh:"每区每年件数" en:"how many a year in each district" rule:"min=0,max=100000000"`
	Months      []int            `json:"months,omitempty" zh:"一至十二月的权重" en:"weights of the months, January first" rule:"len=12"`
	Weekdays    []int            `json:"weekdays,omitempty" zh:"周一至周日的权重" en:"weights of the days of the week, Monday first" rule:"len=7"`
	DaysOff     int              `json:"daysOff,omitempty" zh:"放假日相对平日的千分数" en:"a day off as thousandths of an ordinary one" rule:"min=0,max=10000"`
	Hours       []int            `json:"hours,omitempty" zh:"零时至二十三时的权重" en:"weights of the hours, midnight first" rule:"len=24"`
	Categories  map[string]int   `json:"categories,omitempty" zh:"各类别的权重" en:"weights of the categories"`
	Communities map[string]int   `json:"communities,omitempty" zh:"各社区的权重，未列的为100" en:"weights of communities; 100 where none is given"`
	Difficulty  map[string][]int `json:"difficulty,omitempty" zh:"难度一至五的权重：按类别（或其前缀），default 为其余" en:"weights of the difficulties 1 to 5: by category or its beginning, default for the rest"`
}

// Minutes is a spread of durations: neighbours bound equally likely parts. One number
// alone is always that.
type Minutes []int

// A Step is how long one step takes.
type Step struct {
	Hands      Minutes `json:"hands" zh:"经办人用时（分钟，工作时间）" en:"minutes of somebody's working time" rule:"required"`
	Waits      Minutes `json:"waits,omitempty" zh:"之后的等待（分钟，工作时间，不占人手）" en:"minutes of working time it then waits, nobody's hands being bound"`
	Difficulty []int   `json:"difficulty,omitempty" zh:"难度一至五的用时百分数" en:"percentages of both by difficulty 1 to 5" rule:"len=5"`
}

// Work is how long every step takes.
type Work struct {
	Verify   Step `json:"verify" zh:"核验" en:"the check by the sender's organisation"`
	Decide   Step `json:"decide" zh:"自办或吹哨" en:"keeping or whistling"`
	ReportIn Step `json:"reportIn" zh:"报到" en:"the town's report-in"`
	Handle   Step `json:"handle" zh:"办理" en:"handling"`
	Triage   Step `json:"triage" zh:"分办" en:"sorting and dispatching"`
	Take     Step `json:"take" zh:"接单或退单" en:"taking or refusing an order"`
	Rule     Step `json:"rule" zh:"裁定、延期、复查" en:"rulings, extensions, looking again"`
	Explain  Step `json:"explain" zh:"解释说明" en:"explaining"`
	Check    Step `json:"check" zh:"验单" en:"the check of what is done"`
	Answer   Step `json:"answer" zh:"反馈和公开" en:"answering and posting"`
	Rate     Step `json:"rate" zh:"吹哨单位评价" en:"the whistler's rating"`
	Sample   Step `json:"sample" zh:"抽查" en:"looking at a sample"`
	Inquiry  Step `json:"inquiry" zh:"答复咨询" en:"answering an inquiry"`
}
