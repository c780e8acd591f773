package synth_test

import (
	"bytes"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

var today = civil.MustParse("2024-09-27")

func file(t testing.TB) *bytes.Reader {
	t.Helper()
	text, err := os.ReadFile("district-350205.csv")
	require.NoError(t, err)
	return bytes.NewReader(text)
}

func grow(t testing.TB, seed uint64, size synth.Size) *orgtree.Org {
	t.Helper()
	o, err := synth.District(seed, size, file(t))
	require.NoError(t, err)
	return o
}

func dump(o *orgtree.Org) string {
	var b bytes.Buffer
	for key, value := range o.Fields() {
		b.WriteString(key)
		b.Write(value)
	}
	return b.String()
}

func TestSameSeedSameBytes(t *testing.T) {
	first := dump(grow(t, 1, synth.Demo()))
	assert.Equal(t, first, dump(grow(t, 1, synth.Demo())))
	assert.NotEqual(t, first, dump(grow(t, 2, synth.Demo())))
}

// domain.md §1 [F]: the figures of the founding report.
func TestFoundingDistrictHasTheReportsFigures(t *testing.T) {
	tree := grow(t, 1, synth.Founding()).On(today)
	f, ok := tree.Figures("350205")
	require.True(t, ok)
	assert.Equal(t, 34, f.Units[orgtree.Community])
	assert.Equal(t, orgtree.Ratio{Num: 153, Of: 153}, f.CompoundsCovered)
	assert.Equal(t, 69, f.CompoundBranches)
	assert.Equal(t, orgtree.Ratio{Num: 727, Of: 727}, f.GridsStaffed)
	assert.Equal(t, 807, f.GridStaff)
	assert.Equal(t, 308, f.Posts[orgtree.Mediator])
	assert.Equal(t, map[string]int{"on-the-job": 35, "registered": 22, "retired": 25}, f.Sources[orgtree.Instructor])
	assert.Equal(t, 5, f.Units[orgtree.Alliance])
}

// The demo's accounts need these: one of everything, and a compound without a
// Party organisation, for which its community must answer.
func TestDemoHasOneOfEverything(t *testing.T) {
	tree := grow(t, 1, synth.Demo()).On(today)
	f, _ := tree.Figures("350205")
	for _, r := range orgtree.Kinds() {
		if r.Rank == 1 || r.Rank == 2 {
			continue // above the district
		}
		assert.NotZero(t, f.Units[r.Kind], "no %s", r.ID)
	}
	for _, r := range orgtree.PostKinds() {
		assert.NotZero(t, f.Posts[r.Kind], "nobody is %s", r.ID)
	}
	assert.Equal(t, 49, f.Units[orgtree.Community])
	assert.Equal(t, 6, f.Units[orgtree.Town])
	assert.Equal(t, orgtree.Ratio{Num: 90, Of: 98}, f.CompoundsCovered)
	assert.Equal(t, 45, f.CompoundBranches)
}

// http.md: demo posts hold from 2018-01-01.
func TestPostsHoldFromTheirDay(t *testing.T) {
	o := grow(t, 1, synth.Demo())
	posted := civil.MustParse("2018-01-01")
	for _, c := range []struct {
		day  civil.Date
		held bool
	}{{posted - 1, false}, {posted, true}, {today, true}} {
		_, held := o.On(c.day).Holder(orgtree.Secretary, "P350205001001")
		assert.Equal(t, c.held, held, "%s", c.day)
	}
	assert.Positive(t, o.On(civil.MustParse("2010-01-01")).Len())
}

func TestEveryPlaceHasWhoAnswers(t *testing.T) {
	for _, size := range []synth.Size{synth.Demo(), synth.Founding()} {
		tree := grow(t, 3, size).On(today)
		for u := range tree.Subtree("350205") {
			answers := tree.Answers(u.Code)
			require.NotEmpty(t, answers, "%s", u.Code)
			require.Equal(t, orgtree.Code("350205"), answers[len(answers)-1])
			_, ok := tree.CheckingOrg(u.Code)
			require.True(t, ok, "%s", u.Code)
			if u.Kind == orgtree.Compound {
				_, ok := tree.Town(u.Code)
				require.True(t, ok)
			}
		}
		centre, ok := tree.Centre("350205001001")
		require.True(t, ok)
		assert.Equal(t, orgtree.Code("350205C00"), centre)
		assert.Len(t, tree.PostsAt(centre), size.Clerks)
	}
}

func TestCodesFollowTheNationalOnes(t *testing.T) {
	form := map[orgtree.Kind]*regexp.Regexp{
		orgtree.Compound: regexp.MustCompile(`^350205\d{9}$`), orgtree.Building: regexp.MustCompile(`^350205\d{12}$`),
		orgtree.Lane: regexp.MustCompile(`^350205\d{6}9\d\d$`), orgtree.Grid: regexp.MustCompile(`^350205\d{6}G\d\d$`),
		orgtree.Department: regexp.MustCompile(`^350205D\d\d$`), orgtree.CommunityCommittee: regexp.MustCompile(`^P350205\d{6}$`),
	}
	tree := grow(t, 1, synth.Founding()).On(today)
	for u := range tree.Subtree("350205") {
		if f, ok := form[u.Kind]; ok {
			require.Regexp(t, f, string(u.Code))
		}
		if u.At != "" {
			require.Equal(t, "P"+u.At, orgtree.Code(strings.TrimSuffix(string(u.Code), "H1")))
		}
	}
	assert.Equal(t, "海沧社区", tree.Name("350205001001"))
	assert.Equal(t, "渐美村", tree.Name("350205001205"))
	assert.Equal(t, "海沧区住房和建设局", tree.Name("350205D01"))
}

func TestIdsHaveTheFormOfAUUID(t *testing.T) {
	form := regexp.MustCompile(`^[hp]\.[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	n := 0
	for key := range grow(t, 1, synth.Demo()).Fields() {
		if !strings.HasPrefix(key, "u.") {
			require.Regexp(t, form, key)
			n++
		}
	}
	assert.Greater(t, n, 1000)
}

// Whatever is asked for, the rules hold: sizes out of proportion give less, not
// something wrong.
func TestOddSizes(t *testing.T) {
	for _, size := range []synth.Size{
		{},
		{Communities: 1, Compounds: 5, Branches: 9, Buildings: 1, Grids: 3, GridStaff: 10, Departments: 99},
		{Compounds: 3, Branches: 1, Uncovered: 2, BuildingGroups: 5, Grids: 200, Residents: 3},
		{Compounds: 2, Branches: 2, Uncovered: 9, Buildings: 1, GridStaff: 7, Alliances: 49, OnTheJob: 60, PartTime: 400},
	} {
		o := grow(t, 5, size)
		again, err := orgtree.FromFields(o.Fields())
		require.NoError(t, err)
		assert.Equal(t, o.Len(), again.Len())
	}
}

func TestFilesThatHoldNoDistrict(t *testing.T) {
	_, err := synth.District(1, synth.Demo(), strings.NewReader("35,福建省\n"))
	var invalid *orgtree.InvalidError
	require.True(t, errors.As(err, &invalid))
	assert.Equal(t, orgtree.TooFew, invalid.Faults[0].Code)
	_, err = synth.District(1, synth.Demo(), strings.NewReader("x\n"))
	require.True(t, errors.As(err, &invalid))
}
