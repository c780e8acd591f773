package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/server/assembly"
	"github.com/jinlin-project/jinlin/examples/simulate/replay"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
)

//go:generate go run . -dir ../../docs

// render makes every derived document, by its path below docs.
func render() (map[string][]byte, error) {
	shelves, err := institutions.All(nil)
	if err != nil {
		return nil, err
	}
	var about []*governance.Description
	for _, s := range shelves {
		about = append(about, s.Describe())
	}
	pages := map[string][]byte{}
	for _, lang := range []struct{ code, suffix, title, note string }{
		{"en", "", "Institutions", "Written from the tables by `make generate`; do not edit."},
		{"zh", ".zh-CN", "各项制度", "由 `make generate` 按规则表生成，请勿手改。"},
	} {
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n\n%s\n", lang.title, lang.note)
		for _, d := range about {
			fmt.Fprintf(&b, "\n%s", d.Markdown(lang.code))
		}
		pages["institutions"+lang.suffix+".md"] = b.Bytes()
	}
	for _, d := range about {
		pages["lifecycles/"+d.Kind+".mmd"] = []byte(d.Mermaid("zh"))
		data, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			return nil, err
		}
		pages["lifecycles/"+d.Kind+".json"] = append(data, '\n')
	}
	pages["simulation-fields.zh-CN.md"], pages["simulation.schema.json"] = []byte(scenario.Fields()), scenario.Schema()
	pages["replay-fields.zh-CN.md"], pages["replay.schema.json"] = []byte(replay.Fields()), replay.Schema()
	pages["openapi.json"], err = assembly.OpenAPI(about)
	return pages, err
}
