package assembly

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/jinlin-project/jinlin/governance/workday"
)

// readCalendar is the calendar of the mainland with the notices of a file, or
// of all files of a directory whose names end in .json, in the order of their
// names.
func readCalendar(path string) (*workday.Calendar, error) {
	calendar := workday.China()
	if path == "" {
		return calendar, nil
	}
	files, err := noticeFiles(path)
	if err != nil {
		return nil, fmt.Errorf("-notices: %w", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("-notices: %w", err)
		}
		notices, err := workday.ParseNotices(text)
		if err != nil {
			return nil, fmt.Errorf("-notices: %s: %w", file, err)
		}
		for _, n := range notices {
			if calendar, err = calendar.WithNotice(n); err != nil {
				return nil, fmt.Errorf("-notices: %s: %w", file, err)
			}
		}
	}
	return calendar, nil
}

func noticeFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	files, err := filepath.Glob(filepath.Join(path, "*.json"))
	if err == nil && len(files) == 0 {
		return nil, fmt.Errorf("%s: holds no file ending in .json", path)
	}
	slices.Sort(files)
	return files, err
}
