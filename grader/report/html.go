package report

import (
	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report/html"
)

// HTML writes a page for each student, and one for the class.
func HTML(create Create, c grader.Class, o Options) error {
	pages := html.Options{ForStudents: o.Students, Files: o.Files, Doc: o.Doc}
	if o.Figures != nil {
		pages.Figures = func(r grader.Result) (all []html.Figure) {
			for _, f := range o.Figures(r) {
				all = append(all, html.Figure(f))
			}
			return all
		}
	}
	return html.Write(html.Create(create), c, pages)
}
