package replay

import (
	"fmt"
	"reflect"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/form"
	"github.com/jinlin-project/jinlin/governance"
)

// A Mapping says what the columns of a file are, and what its words are among ours.
type Mapping struct {
	Schema       string     `json:"$schema,omitempty" zh:"本格式的 JSON Schema，供编辑器校验" en:"the JSON Schema of this form, for editors"`
	Title        string     `json:"title" zh:"标题，写在结果上" en:"title, printed on results"`
	Note         string     `json:"note,omitempty" zh:"数据来源说明，写在结果上" en:"where the data is from, printed on results"`
	From         civil.Date `json:"from,omitzero" zh:"数据开始日；不填为情景的开始日" en:"first day of the data; the scenario's where none is given"`
	Until        civil.Date `json:"until,omitzero" zh:"数据截止日（不含），此时未办结的即在办；不填为情景的结束日" en:"the day at whose beginning the data was taken, and what is open is open; the scenario's end where none is given"`
	Separator    string     `json:"separator,omitempty" zh:"分隔符，不填为逗号" en:"what separates columns; a comma where none is given" rule:"one=comma|semicolon|tab"`
	Times        Times      `json:"times" zh:"时间的写法" en:"how times are written"`
	ID           string     `json:"id" zh:"编号列" en:"column of the id"`
	Opened       string     `json:"opened" zh:"受理时间列" en:"column of when it came in"`
	Taken        string     `json:"taken,omitempty" zh:"接单时间列" en:"column of when it was acknowledged or taken"`
	Closed       string     `json:"closed" zh:"办结时间列" en:"column of when it was completed"`
	Rated        string     `json:"rated,omitempty" zh:"评价时间列" en:"column of when the sender rated"`
	Category     Table      `json:"category" zh:"类别：他们的类别 → 我们的类别代码" en:"category: theirs to the codes of ours"`
	Place        Place      `json:"place,omitzero" zh:"地点：他们的地点 → 我们的镇街、社区或小区代码；未列的按散列分到各社区" en:"place: theirs to codes of our towns, communities or compounds; spread by hash over the communities where not listed"`
	Responsible  Table      `json:"responsible,omitzero" zh:"办理单位：他们的单位 → community（社区自办）、town（镇街）或部门代码（后缀，如 D01）；未列的按散列分到各部门" en:"responsible: theirs to community, town, or the end of a department's code such as D01; spread by hash over the departments where not listed"`
	List         Table      `json:"list,omitzero" zh:"清单：他们的值 → immediate、phased、understanding；不填为即办" en:"list: theirs to immediate, phased or understanding; immediate where none is given"`
	StageDays    int        `json:"stageDays,omitempty" zh:"阶段性事项的工作日，不填为10" en:"working days of a phased matter; 10 where none is given" rule:"min=1,max=250"`
	Outcome      Table      `json:"outcome,omitzero" zh:"办理结果：他们的状态 → open、solved、partly、unsolved、understood、declined、merged、withdrawn" en:"outcome: theirs to open, solved, partly, unsolved, understood, declined, merged or withdrawn"`
	Satisfaction Table      `json:"satisfaction,omitzero" zh:"满意度：他们的值 → 5（非常满意）至1（非常不满意）；none 为未评价" en:"satisfaction: theirs to 5 (very satisfied) to 1; none is not rated"`
	Solved       Table      `json:"solved,omitzero" zh:"反映人说是否解决：他们的值 → solved、partly、unsolved" en:"whether the sender says it is solved: theirs to solved, partly or unsolved"`
	Anonymous    Table      `json:"anonymous,omitzero" zh:"是否匿名：他们的值（如渠道）→ yes、no" en:"whether it is anonymous: theirs, such as a channel, to yes or no"`
}

// Times say how times are written.
type Times struct {
	Formats []string `json:"formats" zh:"写法（Go 的样式，如 2006-01-02 15:04:05），依次尝试；没有时刻的按日" en:"layouts as Go writes them, tried in order; those without an hour are days" rule:"min=1,max=8"`
	Zone    string   `json:"zone,omitempty" zh:"时区，如 America/New_York；不填为北京时间" en:"zone; Beijing time where none is given"`
	Keep    string   `json:"keep,omitempty" zh:"wall 保留当地钟点（默认，工作日仍是工作日）；instant 换算成北京时间" en:"wall keeps their wall clock, so that a working day stays one (the default); instant keeps the instant" rule:"one=wall|instant"`
}

// A Table says what the words of one column are among ours.
type Table struct {
	Column  string            `json:"column,omitempty" zh:"列名" en:"column"`
	Values  map[string]string `json:"values,omitempty" zh:"他们的值 → 我们的值" en:"theirs to ours"`
	Default string            `json:"default,omitempty" zh:"未列的值" en:"what a value that is not listed is"`
}

// A Place is a table of places, which may also be found by the names of our units.
type Place struct {
	Column string            `json:"column,omitempty" zh:"列名" en:"column"`
	Values map[string]string `json:"values,omitempty" zh:"他们的地点 → 我们的单位代码" en:"theirs to codes of our units"`
	Names  bool              `json:"names,omitempty" zh:"也按我们的单位名称匹配" en:"they are also found by the names of our units"`
}

// ReadMapping reads a mapping. What is wrong with it is a [*governance.InvalidError]
// that names every field at fault; codes of units are looked at when it is used.
func ReadMapping(text []byte) (*Mapping, error) {
	in, err := form.Read(text)
	if err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	m := new(Mapping)
	var f governance.Faults
	form.Fill(m, in, &f)
	if len(f) == 0 {
		m.check(&f)
	}
	return m, f.Err()
}

// Schema is the JSON Schema of mapping files.
func Schema() []byte { return form.Schema[Mapping]("近邻旧案重演：列的对应关系", false) }

// Fields lists every field as tables of Markdown: path, meaning, what it holds, English.
func Fields() string {
	return form.Fields[Mapping]("列的对应关系", reflect.TypeFor[Table](), reflect.TypeFor[Place]()) + form.Fields[Table]("对应表") + form.Fields[Place]("地点的对应表")
}
