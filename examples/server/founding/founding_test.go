package founding_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/founding"
	"github.com/jinlin-project/jinlin/orgtree"
)

var today = civil.MustParse("2026-11-20")

func sample(t testing.TB) string {
	text, err := os.ReadFile("sample.json")
	require.NoError(t, err)
	return string(text)
}

// The sample is whole, and everything in it holds from its day on.
func TestSample(t *testing.T) {
	plan, err := founding.Read([]byte(sample(t)), today)
	require.NoError(t, err)
	require.Equal(t, orgtree.Code("350203"), plan.Root)
	require.Equal(t, "思明区", plan.Name)
	require.Len(t, plan.Accounts, 7)
	first := civil.MustParse("2024-01-01")
	require.Zero(t, plan.Org.On(first-1).Len())
	tree := plan.Org.On(first)
	require.Equal(t, 12, tree.Len())
	clerk, ok := tree.Holder(orgtree.CentreClerk, "350203C00")
	require.True(t, ok)
	require.Equal(t, orgtree.Post{ID: "t-002", Kind: orgtree.CentreClerk, Unit: "350203C00", Person: "p-002", From: first, To: civil.Forever}, clerk)
	require.Empty(t, tree.PostsOf("p-005"), "a day of its own comes before the day of the file")
	require.NotEmpty(t, plan.Org.On(civil.MustParse("2024-03-01")).PostsOf("p-005"))
	checks, _ := tree.CheckingOrgOf("p-007")
	require.Equal(t, orgtree.Code("350203001018001"), checks)
}

// faults reads a file that must be refused and returns its faults as "line path
// code".
func faults(t *testing.T, text string) (out []string) {
	t.Helper()
	plan, err := founding.Read([]byte(text), today)
	require.Nil(t, plan)
	var invalid *founding.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, strings.Split(err.Error(), "\n"), len(invalid.Faults), "each on a line of its own")
	for _, f := range invalid.Faults {
		require.NotEmpty(t, f.Detail.Zh)
		require.NotEmpty(t, f.Detail.En)
		out = append(out, fmt.Sprintf("%d %s %s", f.Line, f.Path, f.Code))
	}
	return out
}

// Each rule a file is held to, broken once in the sample.
func TestFaults(t *testing.T) {
	whole := sample(t)
	for _, c := range []struct{ old, fresh, want string }{
		{`"day": "2024-01-01",`, ``, "1 day required"},
		{`"day": "2024-01-01"`, `"day": "2024-02-30"`, "2 day bad-day"},
		{`"day": "2024-01-01"`, `"day": 20240101`, "2 day wrong-type"},
		{`"day": "2024-01-01"`, `"day": null`, "2 day wrong-type"},
		{`"day": "2024-01-01"`, `"day": "2024-01-01", "day": "2024-01-01"`, "2 day duplicate-field"},
		{`"day": "2024-01-01"`, `"day": "2024-01-01", "owner": {"a": [1, {"b": 2}]}`, "2 owner unknown-field"},
		{`"day": "2024-01-01"`, `"day": "2024-01-01", "13987654321": 1`, "2 ? unknown-field"},
		{`"kind": "district"`, `"kind": "kingdom"`, "4 units[0].kind bad-kind"},
		{`"kind": "district"`, `"kind": "city"`, "4 units[0].kind above-district"},
		{`"kind": "department", "parent": "350203"`, `"kind": "district"`, "6 units[2].kind second-district"},
		{`"form": "street"`, `"form": "avenue"`, "7 units[3].form bad-form"},
		{`"parent": "350203001"}`, `"parent": "350203009"}`, "8 units[4].parent orphan"},
		{`"code": "350203001018001B1"`, `"code": "350203001018001"`, "10 units[6].code duplicate"},
		{`"code": "350203001018G1"`, `"code": "网格"`, "11 units[7].code bad-code"},
		{`"covers": ["350203001018001"]`, `"covers": ["350203001018001", 7]`, "11 units[7].covers[1] wrong-type"},
		{`"covers": ["350203001018001"]`, `"covers": {}`, "11 units[7].covers wrong-type"},
		{`"name": "第一网格"`, `"name": "第一\n网格"`, "11 units[7].name bad-name"},
		{`"at": "350203001018001"`, `"at": "350203001018"`, "16 units[11].at wrong-place"},
		{`{"id": "p-001", "member": true`, `{"id": "p-001", "member": "yes"`, "19 persons[0].member wrong-type"},
		{`{"id": "p-002", "member"`, `{"id": "p-001", "member"`, "20 persons[1].id duplicate"},
		{`"id": "p-007", "home": "350203001018001"`, `"id": "p-007", "home": "350203001018002"`, "25 persons[6].home unknown"},
		{`"id": "p-007", "home"`, `"name": "欧阳修竹", "id": "p-007", "home"`, "25 persons[6].name unknown-field"},
		{`"unit": "350203D01", "person": "p-003"`, `"unit": "350203D01", "person": "p-099"`, "30 posts[2].person unknown"},
		{`"kind": "town-clerk"`, `"kind": "mediator", "to": "2023-01-01"`, "31 posts[3].from bad-day"},
		{`"kind": "town-clerk"`, `"kind": "centre-clerk"`, "31 posts[3].unit wrong-unit"},
		{`"source": "recruited"`, `"source": "?"`, "32 posts[4].source bad-source"},
		{`"from": "2024-03-01"`, `"from": "2023-03-01"`, "32 posts[4] post-outlives"},
		{`"from": "2024-03-01"`, `"from": "1970-01-01"`, "32 posts[4] post-outlives"}, // the zero date is a date
		{`"id": "t-007"`, `"id": "t-006"`, "34 posts[6].id duplicate"},
		{`"account": "centre"`, `"account": "district"`, "38 accounts[1].account duplicate"},
		{`"account": "centre"`, `"account": "the centre"`, "38 accounts[1].account bad-name"},
		{`"account": "centre", "person": "p-002"`, `"account": "centre"`, "38 accounts[1].person unknown"},
		{`"account": "centre", "person": "p-002"`, `"account": "centre", "person": "p-002", "password": "x"`, "38 accounts[1].password unknown-field"},
	} {
		require.Equal(t, 1, strings.Count(whole, c.old), "%s stands once in the sample", c.old)
		found := faults(t, strings.Replace(whole, c.old, c.fresh, 1))
		require.Contains(t, found, c.want, "%s for %s", c.fresh, c.old)
	}
}

// A district that nobody could keep would stay as it was founded for ever.
func TestSomebodyKeeps(t *testing.T) {
	nobodys := strings.NewReplacer(`"account": "district", "person": "p-001"`, `"account": "district", "person": "p-007"`,
		`"account": "centre", "person": "p-002"`, `"account": "centre", "person": "p-003"`).Replace(sample(t))
	require.Equal(t, []string{"36 accounts nobody-keeps"}, faults(t, nobodys))
	_, err := founding.Read([]byte(sample(t)), civil.MustParse("2023-12-31"))
	require.ErrorContains(t, err, "nobody-keeps", "nor today, where the day is yet to come")
}

// What cannot be read to its end is told where it breaks off, with what was
// found before.
func TestBrokenFiles(t *testing.T) {
	whole := sample(t)
	require.Equal(t, []string{"1  syntax"}, faults(t, ""))
	require.Equal(t, []string{"1  wrong-type"}, faults(t, "[]")[:1])
	require.Equal(t, []string{"47  trailing-data"}, faults(t, whole+"\n{}"))
	require.Equal(t, []string{"4 units[0].colour unknown-field", "5  syntax"},
		faults(t, strings.Replace(strings.Replace(whole, `"kind": "district"`, `"kind": "district", "colour": 1`, 1), `"350203C00",`, `"350203C00"`, 1)))
	require.Equal(t, []string{"4  bad-utf8"}, faults(t, strings.Replace(whole, "思明区", "思\xff", 1)))
	require.Equal(t, []string{"45  syntax"}, faults(t, strings.TrimSuffix(strings.TrimSpace(whole), "}")))
}

// Everything at once, by lines, and nothing repeated: whatever stands in a field
// may be somebody's name or number.
func TestAllAtOnceAndNoValues(t *testing.T) {
	planted := []string{"欧阳修竹", "13987654321"}
	text := sample(t)
	for _, c := range [][2]string{
		{`"day": "2024-01-01"`, `"day": "欧阳修竹"`}, {`"form": "street"`, `"form": "13987654321"`}, {`"person": "p-003"}`, `"person": "13987654321"}`},
		{`"source": "recruited"`, `"source": "欧阳修竹"`}, {`"account": "resident"`, `"account": "欧阳修竹 13987654321"`},
		{`{"id": "p-007"`, `{"欧阳修竹": "13987654321", "13987654321": [], "id": "欧阳修竹"`}, {`"at": "350203"}`, `"at": "13987654321"}`},
	} {
		require.Contains(t, text, c[0])
		text = strings.Replace(text, c[0], c[1], 1)
	}
	found := faults(t, text)
	require.Greater(t, len(found), 7)
	_, err := founding.Read([]byte(text), today)
	for _, p := range planted {
		require.NotContains(t, err.Error(), p)
	}
	last := 0
	for _, f := range found {
		var line int
		_, scanned := fmt.Sscan(f, &line)
		require.NoError(t, scanned)
		require.GreaterOrEqual(t, line, last)
		last = line
	}
}

// Whatever it is given, reading ends with a plan or with faults.
func FuzzRead(f *testing.F) {
	text, err := os.ReadFile("sample.json")
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"day":"2024-01-01","units":[{"code":"1","kind":"district","name":"x"}],"persons":[],"posts":[],"accounts":[]}`))
	f.Add([]byte(`{"units":[[{"units":`))
	f.Fuzz(func(t *testing.T, text []byte) {
		plan, err := founding.Read(text, today)
		var invalid *founding.InvalidError
		if (plan == nil) != errors.As(err, &invalid) || (err != nil) != (invalid != nil && len(invalid.Faults) > 0) {
			t.Errorf("plan %v, error %v", plan != nil, err)
		}
	})
}
