package place

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// A Place is one district with its organisation.
type Place struct {
	District orgtree.Code
	Org      *orgtree.Org
}

// ErrNoDivisions is what [Grow] says when a scenario wants the national divisions and
// nobody gave them.
var ErrNoDivisions = errors.New("the scenario plays in national divisions: name their file with -divisions")

// Grow grows the districts of a scenario in the order of their codes, and returns the
// national organisation besides where there is one. divisions may be nil for a scenario
// that needs none.
func Grow(s *scenario.Scenario, divisions io.Reader) ([]Place, *orgtree.Org, error) {
	if s.District.Divisions == "haicang" {
		one, err := grown(s, s.District.Size, synth.HaicangDivisions())
		return []Place{one}, nil, err
	}
	if divisions == nil {
		return nil, nil, ErrNoDivisions
	}
	nation, err := orgtree.ImportDivisions(divisions, orgtree.ImportOptions{})
	if err != nil {
		return nil, nil, err
	}
	tree := nation.On(s.From)
	var out []Place
	for _, code := range districts(tree, s.District.Codes) {
		file, communities := excerpt(tree, code)
		if communities == 0 {
			continue // a county without communities, such as an islet
		}
		one, err := grown(s, scaled(s.District.Size, communities), strings.NewReader(file))
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", code, err)
		}
		out = append(out, one)
	}
	if len(out) == 0 {
		return nil, nil, errors.New("district.codes: no district of the divisions begins so")
	}
	return out, nation, nil
}

// districts are those whose codes begin with one of some prefixes, or all.
func districts(tree *orgtree.Tree, prefixes []string) []orgtree.Code {
	var out []orgtree.Code
	for _, province := range tree.Children("") {
		for u := range tree.Subtree(province.Code, orgtree.District) {
			wanted := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(string(u.Code), p) })
			if wanted || len(prefixes) == 0 {
				out = append(out, u.Code)
			}
		}
	}
	slices.Sort(out)
	return out
}

// excerpt writes a district with all above and below it as a file of divisions.
func excerpt(tree *orgtree.Tree, district orgtree.Code) (file string, communities int) {
	var b strings.Builder
	line := func(u orgtree.Unit) { fmt.Fprintf(&b, "%s,%s\n", u.Code, u.Name) }
	for _, u := range tree.Ancestors(district) {
		line(u)
	}
	for u := range tree.Subtree(district) {
		line(u)
		if u.Kind == orgtree.Community {
			communities++
		}
	}
	return b.String(), communities
}

// scaled is a size for so many communities in place of its own.
func scaled(size synth.Size, communities int) synth.Size {
	if size.Communities == 0 {
		size.Communities = communities
	}
	of := size.Communities
	size.Communities = communities
	for _, n := range []*int{
		&size.Compounds, &size.Branches, &size.Uncovered, &size.Lanes, &size.Grids, &size.BuildingGroups, &size.Households, &size.Alliances, &size.Partners,
		&size.Properties, &size.Owners, &size.Societies, &size.Businesses, &size.Agencies, &size.GridStaff, &size.Mediators, &size.First, &size.OnTheJob,
		&size.Registered, &size.Retired, &size.Seconded, &size.Rehired, &size.Recruited, &size.PartTime, &size.Leaders, &size.Volunteers, &size.Residents,
	} {
		*n = *n * communities / of
	}
	return size
}

func grown(s *scenario.Scenario, size synth.Size, divisions io.Reader) (Place, error) {
	org, err := synth.District(uint64(s.District.Seed), size, divisions)
	if err != nil {
		return Place{}, err
	}
	tree := org.On(s.From)
	var district orgtree.Code
	var people []orgtree.Change
	for _, root := range tree.Children("") {
		for u := range tree.Subtree(root.Code, orgtree.District, orgtree.Community, orgtree.Compound) {
			if u.Kind == orgtree.District {
				district = u.Code
				continue
			}
			people = append(people, orgtree.SetPerson{Person: orgtree.Person{ID: Resident(u.Code), Home: u.Code}, Day: s.From})
		}
	}
	if org, err = org.Apply(people...); err != nil {
		return Place{}, err
	}
	return Place{district, org}, nil
}

// Resident is the person who sends what is sent from a compound or community.
func Resident(home orgtree.Code) string {
	s := chance.Seed(0).On(chance.TopicOf("resident "+string(home)), 0)
	var id uuid.UUID
	_, _ = s.Read(id[:]) // never fails
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id.String()
}
