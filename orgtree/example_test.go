package orgtree_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// district reads the real district of the examples.
func district() *orgtree.Org {
	file, err := os.Open("synth/district-350205.csv")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	o, err := orgtree.ImportDivisions(file, orgtree.ImportOptions{From: civil.MustParse("2010-01-01")})
	if err != nil {
		panic(err)
	}
	return o
}

// A compound is founded in a real community; which town answers for it follows.
func Example() {
	opened := civil.MustParse("2024-03-01")
	o, err := district().Apply(orgtree.AddUnit{Day: opened, Unit: orgtree.Unit{
		Code: "350205001001001", Name: "海湾花园", Kind: orgtree.Compound, Parent: "350205001001",
	}})
	if err != nil {
		panic(err)
	}
	tree := o.On(opened)
	town, _ := tree.Town("350205001001001")
	fmt.Println(tree.Name(town))
	fmt.Println(o.On(opened - 1).Has("350205001001001"))
	// Output:
	// 海沧街道
	// false
}

// Every fault is named, with the rule and the field, and nothing has changed.
func ExampleOrg_Apply_refused() {
	_, err := district().Apply(
		orgtree.Move{Code: "350205001001", Parent: "350205", Day: civil.MustParse("2024-01-01")},
		orgtree.Dissolve{Code: "350205403", Day: civil.MustParse("2024-01-01")},
	)
	var invalid *orgtree.InvalidError
	if errors.As(err, &invalid) {
		for _, f := range invalid.Faults {
			fmt.Println(f.Path, f.Code, f.Message.Zh)
		}
	}
	// Output:
	// changes[1].successor no-successor 撤销单位须指明承接单位
	// changes[0].parent wrong-parent 该类单位不能隶属于这一类上级
}

// A dissolved unit's work goes to its successor, so nothing is ever stranded.
func ExampleTree_Successor() {
	day := civil.MustParse("2024-07-01")
	o, err := district().Apply(orgtree.Dissolve{Code: "350205403", Successor: "350205004", Day: day})
	if err != nil {
		panic(err)
	}
	for _, d := range []civil.Date{day - 1, day} {
		heir, _ := o.On(d).Successor("350205403")
		fmt.Println(d, o.On(d).Name(heir))
	}
	fmt.Println(o.On(day).Inherited("350205004"))
	// Output:
	// 2024-06-30 天竺山林场
	// 2024-07-01 东孚街道
	// [350205403]
}

// A place is answered for from the nearest organisation up.
func ExampleTree_Answers() {
	tree := district().On(civil.MustParse("2024-01-01"))
	for _, code := range tree.Answers("350205001001") {
		fmt.Println(code, tree.Name(code))
	}
	// Output:
	// 350205001001 海沧社区居委会
	// 350205001 海沧街道
	// 350205 海沧区
}

func ExampleTree_Subtree() {
	tree := district().On(civil.MustParse("2024-01-01"))
	for town := range tree.Subtree("350205", orgtree.Town) {
		communities := 0
		for range tree.Subtree(town.Code, orgtree.Community) {
			communities++
		}
		fmt.Println(town.Name, town.Form.Label().Zh, communities)
	}
	// Output:
	// 海沧街道 街道 11
	// 新阳街道 街道 8
	// 嵩屿街道 街道 14
	// 东孚街道 街道 14
	// 天竺山林场 类似乡级单位 1
	// 厦门海沧保税港区 类似乡级单位 1
}

// A replica that holds one version takes in what the next one changed.
func ExampleOrg_Fold() {
	replica := district()
	next, err := district().Apply(orgtree.Rename{Code: "350205001001", Name: "海沧社区", Day: civil.MustParse("2024-01-01")})
	if err != nil {
		panic(err)
	}
	for key := range next.Delta() {
		fmt.Println(key)
	}
	replica, err = replica.Fold(next.Delta())
	fmt.Println(replica.On(civil.MustParse("2024-01-01")).Name("350205001001"), err)
	// Output:
	// u.350205001001
	// 海沧社区 <nil>
}

func ExampleImportDivisions() {
	_, err := orgtree.ImportDivisions(strings.NewReader("35,福建省\n350205,海沧区\n3502051,甲\n"), orgtree.ImportOptions{})
	fmt.Println(err)
	// Output:
	// orgtree: line 3.code: a unit code is 1 to 32 digits, letters or hyphens; line 2.code: the parent is missing from the file
}

func ExampleKind_Rule() {
	rule := orgtree.CompoundBranch.Rule()
	fmt.Printf("%s %s %v %v\n", rule.ID, rule.Label.Zh, rule.Parents, rule.At)
	fmt.Println(rule.Sentence.Zh)
	// Output:
	// compound-branch 小区党支部 [community-committee] [compound lane]
	// 小区党支部隶属于社区党组织，可以覆盖多个小区；一个小区只由一个支部覆盖。
}
