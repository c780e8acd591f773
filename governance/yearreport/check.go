package yearreport

import (
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// Check names everything in some sections that no report can be made by.
func Check(sections []Section) error {
	var f governance.Faults
	seen := map[string]bool{}
	once := func(path, id string) {
		if id == "" || seen[id] {
			f.Add(path+".id", "duplicate", "编号缺失或重复", "is missing, or stands twice")
		}
		seen[id] = true
	}
	for i := range sections {
		s := &sections[i]
		for j := range s.Rows {
			row, path := &s.Rows[j], fmt.Sprintf("sections[%d].rows[%d]", i, j)
			once(path, row.ID)
			row.Ask.check(&f, path)
			pointers(&f, path, row.Pick)
			for _, more := range []string{row.Over, row.Given} {
				if more != "" {
					pointers(&f, path, more)
				}
			}
		}
		for j := range s.Runs {
			run, path := &s.Runs[j], fmt.Sprintf("sections[%d].runs[%d]", i, j)
			once(path, run.ID)
			run.Ask.check(&f, path)
			for _, p := range run.Picks {
				if run.By != ByRow {
					pointers(&f, path, p.At)
				}
			}
			if len(run.Picks) == 0 {
				f.Add(path+".picks", "required", "没有取数位置", "names nothing to take from the answer")
			}
		}
	}
	return f.Err()
}

func (a *Ask) check(f *governance.Faults, path string) {
	if a.Kind == "" || a.Question == "" {
		f.Add(path+".ask", "required", "缺少制度或询问", "names no institution or no question")
	}
}

func pointers(f *governance.Faults, path, pointer string) {
	if !strings.HasPrefix(pointer, "/") || len(pointer) < 2 {
		f.Add(path+".pick", "bad-pointer", "取数位置应以 / 开头", "is no pointer into the answer: it begins with /")
	}
}
