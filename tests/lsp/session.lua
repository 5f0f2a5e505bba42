-- What somebody does who opens a file with a fault: looks at the mark, asks what it is, takes the fix, saves.
local told = {}
dofile(vim.env.OFFERLINT_SETUP)

local function wait(what)
  assert(vim.wait(60000, what, 50), "waited in vain")
end

vim.cmd("edit ad.md")
vim.bo.filetype = "markdown"
wait(function()
  return #vim.diagnostic.get(0) > 0
end)
for _, mark in ipairs(vim.diagnostic.get(0)) do
  table.insert(told, { code = mark.code, line = mark.lnum, from = mark.col, to = mark.end_col, severity = mark.severity })
end

vim.api.nvim_win_set_cursor(0, { told[1].line + 1, told[1].from })
vim.lsp.buf.hover()
wait(function()
  return #vim.api.nvim_list_wins() > 1
end)
local hover = {}
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= "" then
    hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    vim.api.nvim_win_close(window, true)
  end
end

local offered = {}
vim.ui.select = function(items, _, choose)
  for _, item in ipairs(items) do
    table.insert(offered, item[2].title)
  end
  choose(items[1], 1)
end
local before = vim.api.nvim_buf_get_changedtick(0)
vim.lsp.buf.code_action()
wait(function()
  return vim.api.nvim_buf_get_changedtick(0) > before
end)
wait(function()
  return #vim.diagnostic.get(0) == 0
end)
vim.cmd("silent write")
vim.fn.writefile({ vim.fn.json_encode({ marks = told, hover = hover, offered = offered }) }, "told.json")
vim.cmd("qall!")
