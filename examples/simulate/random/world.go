package random

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// A World is a random scenario and the divisions it plays in.
type World struct {
	Scenario  *scenario.Scenario
	Text      []byte // the scenario's file
	Notice    []byte // the file of next year's notice, which some scenarios bring
	divisions string
}

// Divisions are the divisions that the scenario plays in.
func (w *World) Divisions() io.Reader { return strings.NewReader(w.divisions) }

// Places grows the districts of the world.
func (w *World) Places() ([]place.Place, error) {
	places, _, err := place.Grow(w.Scenario, w.Divisions())
	return places, err
}

// topic is what the draws of a world decide.
var topic = chance.TopicOf("world")

// New makes the world of a seed.
func New(seed chance.Seed) (*World, error) {
	d := &dice{seed.On(topic, 0)}
	w := new(World)
	var towns []string
	w.divisions, towns = d.divisions()
	name := fmt.Sprintf("random-%d.json", seed)
	file := d.scenario(towns)
	file["extends"], file["title"] = "founding", fmt.Sprintf("随机情景 %d", seed)
	w.Notice = d.notice()
	if d.Hits(300) {
		file["calendar"].(object)["notices"] = []string{noticeFile}
	}
	var err error
	if w.Text, err = json.MarshalIndent(file, "", "  "); err != nil {
		return nil, err
	}
	w.Scenario, err = scenario.Read(name, func(asked string) ([]byte, error) {
		switch asked {
		case name:
			return w.Text, nil
		case noticeFile:
			return w.Notice, nil
		}
		return scenario.Builtin(asked)
	})
	return w, err
}

// noticeFile is the name under which a scenario names the notice beside it.
const noticeFile = "notice.json"

// district is the code of the one district of a world; it is made up.
const district = "350299"

// divisions are one to six communities in one to three towns. Some towns have none.
func (d *dice) divisions() (file string, communities []string) {
	var b strings.Builder
	b.WriteString("35,福建省\n3502,厦门市\n" + district + ",试验区\n")
	towns := d.Between(1, 3)
	of := some(d.Between(1, 6), func() int { return d.Between(1, towns) })
	for t := 1; t <= towns; t++ {
		town := fmt.Sprintf("%s%03d", district, t)
		fmt.Fprintf(&b, "%s,第%d街道\n", town, t)
		n := 0
		for _, at := range of {
			if at != t {
				continue
			}
			n++
			code := fmt.Sprintf("%s%03d", town, n)
			communities = append(communities, code)
			fmt.Fprintf(&b, "%s,社区%d\n", code, len(communities))
		}
	}
	return b.String(), communities
}
